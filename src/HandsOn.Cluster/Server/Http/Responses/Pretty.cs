using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Http.Responses;

/// <summary>Indented answers for people (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/negotiation/negotiate.go, isPrettyPrint).</summary>
internal static class Pretty
{
    private static readonly string[] Browsers = ["curl", "Wget", "Mozilla/5.0"];

    public static bool IsWanted(HttpRequest request)
    {
        if (request.Query.ContainsKey("pretty")) return QueryReader.Flag(request.Query, "pretty");
        var agent = request.Headers.UserAgent.ToString();
        return Browsers.Any(b => agent.StartsWith(b, StringComparison.Ordinal));
    }
}
