using System.Security.Cryptography;
using System.Text;

namespace HandsOn.E2E.Scopes;

/// <summary>How long names may be, and what becomes of those that are longer.</summary>
internal static class ScopeNames
{
    /// <summary>A namespace is a DNS label (staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go).</summary>
    public const int LongestNamespace = 63;

    /// <summary>Most other names are DNS subdomains.</summary>
    public const int LongestName = 253;

    /// <summary>With it, a scope's base leaves room for the namespaces' own names.</summary>
    public const int MostForRun = 32;

    private const int HashLength = 6;

    /// <summary>The name; where it is too long its beginning, and a hash of the whole.</summary>
    public static string Fit(string name, int longest) => name.Length <= longest
        ? name
        : $"{name[..(longest - HashLength - 1)].TrimEnd('-', '.')}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashLength]}";
}
