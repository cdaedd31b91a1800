using System.Text.RegularExpressions;
using HandsOn.E2E.RealClusters.K3s.Engine;
using HandsOn.E2E.RealClusters.Retries;
using Polly;

namespace HandsOn.E2E.RealClusters.K3s.Images;

/// <summary>Transient faults of registries, by what the Docker engine says of them.</summary>
internal static partial class RegistryFaults
{
    private static readonly string[] Lost = ["connection reset by peer", "unexpected EOF"];

    /// <summary>The fault in an outcome; <see langword="null"/> where it is final.</summary>
    public static Fault? Of(Outcome<object> outcome)
    {
        if (outcome.Exception is not EngineException { Status: not null } refused) return null;
        if (ServerError().Match(refused.Message) is { Success: true } answer) return new($"registry {answer.Groups["code"].Value}");
        return Lost.Any(sign => refused.Message.Contains(sign, StringComparison.Ordinal)) ? new("connection lost") : null;
    }

    // "received unexpected HTTP status: 503 Service Unavailable", "unexpected status from GET request to https://...: 502 Bad Gateway".
    [GeneratedRegex(@"status\b.*: (?<code>5\d\d) ")]
    private static partial Regex ServerError();
}
