using System.Text.RegularExpressions;

namespace HandsOn.Workloads.IngressNginx.Routing;

/// <summary>One path of one host, and where it leads.</summary>
internal sealed record IngressLocation(string Path, string PathType, IngressBackend Backend, string Ingress)
{
    /// <summary>What the path is rewritten to (annotation rewrite-target); null to pass it on as it came.</summary>
    public string? RewriteTarget { get; init; }

    /// <summary>The path as a regular expression, where the Ingress asks for that.</summary>
    public Regex? Expression { get; init; }

    /// <summary>Whether plain HTTP is redirected to HTTPS.</summary>
    public bool RedirectsToTls { get; init; }

    public bool Matches(string path)
    {
        if (Expression is not null) return Expression.IsMatch(path);
        if (PathType == "Exact") return path == Path;
        var prefix = Path.TrimEnd('/');
        return path.StartsWith(prefix, StringComparison.Ordinal) && (PathType == "ImplementationSpecific" ? path.StartsWith(Path, StringComparison.Ordinal)
            : path.Length == prefix.Length || path[prefix.Length] == '/');
    }

    /// <summary>The path and query for the backend.</summary>
    public string Rewrite(string target)
    {
        if (RewriteTarget is null) return target;
        var query = target.IndexOf('?') is var mark and >= 0 ? target[mark..] : "";
        var path = target[..^query.Length];
        var rewritten = Expression?.Match(path) is { Success: true } match ? match.Result(RewriteTarget) : RewriteTarget;
        return (rewritten.StartsWith('/') ? rewritten : "/" + rewritten) + query;
    }
}
