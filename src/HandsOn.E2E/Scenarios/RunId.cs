using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HandsOn.E2E.Scenarios;

/// <summary>Names a run: no other run has the same name, on this machine or on another that uses the same cluster.</summary>
internal static class RunId
{
    /// <summary>A name that fits into the name of a namespace: <c>1123-005628-8967-3f2a</c>, by time, process and machine.</summary>
    public static string Of(DateTimeOffset started, int process, string machine)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(machine)))[..4];
        return string.Create(CultureInfo.InvariantCulture, $"{started.UtcDateTime:MMdd-HHmmss}-{process}-{hash}");
    }
}
