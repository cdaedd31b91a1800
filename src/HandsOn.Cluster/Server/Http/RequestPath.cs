using HandsOn.Kubernetes.Objects;
using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Http;

/// <summary>
/// What a path asks for (staging/src/k8s.io/apiserver/pkg/endpoints/request/requestinfo.go):
/// <c>/apis/apps/v1/namespaces/default/deployments/web/scale</c>.
/// </summary>
internal sealed record RequestPath(string Text, IReadOnlyList<string> Segments)
{
    private static readonly string[] NamespaceSubresources = ["status", "finalize"];

    /// <summary>Group and version; meaningful for resource paths.</summary>
    public GroupVersion Version { get; private init; }

    public string Namespace { get; private init; } = "";

    /// <summary>The plural; empty where the path is for no resource (discovery, health, version ...).</summary>
    public string Resource { get; private init; } = "";

    public string Name { get; private init; } = "";

    public string Subresource { get; private init; } = "";

    /// <summary>What follows the subresource: the path behind a proxy.</summary>
    public IReadOnlyList<string> Rest { get; private init; } = [];

    /// <summary>The old way to ask for a watch: <c>/api/v1/watch/pods</c>.</summary>
    public bool IsWatch { get; private init; }

    public bool IsResource => Resource.Length > 0;

    /// <summary>
    /// The path that the request line has, every escape decoded and nothing else done to it, as Go's URL.Path has it: Kestrel's own
    /// takes <c>..</c> away, which would make a list of one namespace a list of all.
    /// </summary>
    public static RequestPath Of(HttpRequest request)
    {
        var target = RequestHead.Target(request);
        return Parse(target.StartsWith('/') ? Uri.UnescapeDataString(target.Split('?', 2)[0]) : request.Path.Value ?? "/");
    }

    public static RequestPath Parse(string text)
    {
        var segments = text.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var path = new RequestPath(text, segments);
        return segments switch
        {
            ["api", var version, .. var rest] when rest.Length > 0 => path.WithResource(new("", version), rest),
            ["apis", var group, var version, .. var rest] when rest.Length > 0 => path.WithResource(new(group, version), rest),
            _ => path,
        };
    }

    private RequestPath WithResource(GroupVersion version, ReadOnlySpan<string> rest)
    {
        var watches = rest[0] == "watch" && rest.Length > 1;
        if (watches) rest = rest[1..];
        var scope = "";
        if (rest is ["namespaces", var name, var next, ..] && !NamespaceSubresources.Contains(next))
        {
            scope = name;
            rest = rest[2..];
        }
        return this with
        {
            Version = version,
            Namespace = scope,
            Resource = rest[0],
            Name = rest.Length > 1 ? rest[1] : "",
            Subresource = rest.Length > 2 ? rest[2] : "",
            Rest = rest.Length > 3 ? rest[3..].ToArray() : [],
            IsWatch = watches,
        };
    }
}
