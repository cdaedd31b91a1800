using System.Net;
using HandsOn.E2E.RealClusters.K3s.Engine;

namespace HandsOn.E2E.RealClusters.K3s.Images;

/// <summary>Says in one sentence why an image is not to be had, by what the engine says of its registry.</summary>
internal static class RegistryRefusal
{
    private static readonly string[] Unreachable = ["dial tcp", "no such host", "i/o timeout", "connection refused", "Client.Timeout", "TLS handshake", "deadline exceeded", "network is unreachable", "EOF"];

    /// <summary>The sentence, to stand behind the image's name.</summary>
    public static string Sentence(EngineException refusal) => (refusal.Status, refusal.Message) switch
    {
        (_, var said) when said.Contains("manifest unknown") || said.Contains("manifest for") || said.Contains("not found: manifest") => "the registry has no such tag",
        (_, var said) when said.Contains("schema 1") || said.Contains("manifest.v1") => "its manifest is of schema 1, which this Docker engine refuses",
        (_, var said) when Unreachable.Any(sign => said.Contains(sign, StringComparison.OrdinalIgnoreCase)) => $"it is not here, and its registry cannot be reached: {said}",
        (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, _) => "its registry has no such repository, or asks for a login",
        (_, var said) when said.Contains("denied") || said.Contains("unauthorized") => "its registry has no such repository, or asks for a login",
        (HttpStatusCode.NotFound, _) => "the registry has no such image",
        (_, var said) => $"it is not here, and its registry answers: {said}",
    };
}
