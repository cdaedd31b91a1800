using HandsOn.E2E.Inputs;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.Kubeconfigs.Contexts;

/// <summary>What a kubeconfig says that KubernetesClient does not read.</summary>
/// <param name="ServerName">The name that the server's certificate must have, where it is not that of its address (<c>tls-server-name</c>).</param>
/// <param name="Proxy">Through which proxy the server is reached (<c>proxy-url</c>).</param>
/// <param name="TokenFile">A file with a token, which somebody else renews.</param>
/// <param name="Headers">As whom the user acts (<c>as</c>, <c>as-groups</c>, <c>as-uid</c>).</param>
internal sealed record UserSettings(string? ServerName, string? Proxy, string? TokenFile, IReadOnlyList<(string Name, string Value)> Headers)
{
    /// <summary>The same way to the server, without saying who asks.</summary>
    public UserSettings OfNobody => this with { TokenFile = null, Headers = [] };

    /// <summary>Reads it from a kubeconfig with a single cluster and user.</summary>
    public static UserSettings Read(string kubeconfig)
    {
        var root = YamlFile.Parse(kubeconfig, "kubeconfig").FirstOrDefault()?.Root ?? JsonMap.Empty;
        var user = root.List("users").Maps().FirstOrDefault()?.Map("user") ?? JsonMap.Empty;
        (string, string)[] headers =
        [
            .. Header("Impersonate-User", user.String("as")), .. Header("Impersonate-Uid", user.String("as-uid")),
            .. user.List("as-groups").Strings().SelectMany(g => Header("Impersonate-Group", g)),
        ];
        var cluster = root.List("clusters").Maps().FirstOrDefault()?.Map("cluster") ?? JsonMap.Empty;
        return new(cluster.String("tls-server-name"), cluster.String("proxy-url"), user.String("tokenFile"), headers);
    }

    private static IEnumerable<(string, string)> Header(string name, string? value) => string.IsNullOrEmpty(value) ? [] : [(name, value)];
}
