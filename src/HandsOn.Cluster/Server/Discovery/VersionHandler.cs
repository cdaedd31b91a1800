using HandsOn.Cluster.Server.Http;
using HandsOn.Cluster.Server.Http.Negotiation;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Versions;
using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Discovery;

/// <summary><c>/version</c>: what the cluster plays, and in the build metadata that it plays.</summary>
internal sealed class VersionHandler(int minor) : IPathHandler
{
    public bool Takes(RequestPath path) => path.Segments is ["version"];

    public Task HandleAsync(HttpContext http, RequestPath path) => ResponseWriter.WriteValueAsync(http, 200, Document(), Representation.Json);

    private JsonMap Document()
    {
        var emulates = minor >= SinceMinor.EmulationVersion;
        return JsonMap.Of(
            ("major", "1"), ("minor", $"{minor}"),
            ("emulationMajor", emulates ? "1" : null), ("emulationMinor", emulates ? $"{minor}" : null),
            ("minCompatibilityMajor", emulates ? "1" : null), ("minCompatibilityMinor", emulates ? $"{minor - 1}" : null),
            ("gitVersion", $"{KubernetesRelease.Of(minor).GitVersion}+handson"), ("gitCommit", ""), ("gitTreeState", "clean"),
            ("buildDate", "1970-01-01T00:00:00Z"), ("goVersion", ""), ("compiler", ""), ("platform", "linux/amd64"));
    }
}
