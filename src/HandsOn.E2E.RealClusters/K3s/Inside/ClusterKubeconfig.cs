using HandsOn.E2E.Inputs;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Yaml;

namespace HandsOn.E2E.RealClusters.K3s.Inside;

/// <summary>The kubeconfig of a k3s, under the context names that the hands-on's text uses.</summary>
internal static class ClusterKubeconfig
{
    /// <summary>The server as it is called inside the container.</summary>
    public const string ServerInside = "https://127.0.0.1:6443";

    private static readonly string[] Contexts = ["docker-desktop", "docker-for-desktop"];

    /// <summary>Makes it of the one that k3s has written.</summary>
    /// <param name="written">What k3s has written.</param>
    /// <param name="server">Where the API server is, seen from where the result is used.</param>
    /// <exception cref="ManifestException">What k3s has written is no kubeconfig.</exception>
    public static string Of(string written, string server)
    {
        var root = YamlFile.Parse(written, "k3s.yaml").FirstOrDefault()?.Root ?? throw new ManifestException("k3s.yaml", 0, "this kubeconfig is empty");
        var cluster = First(root, "clusters").Map("cluster").With("server", server);
        var named = JsonMap.Of(
            ("apiVersion", "v1"), ("kind", "Config"),
            ("clusters", JsonList.Of(JsonMap.Of(("name", Contexts[0]), ("cluster", cluster)))),
            ("users", JsonList.Of(JsonMap.Of(("name", Contexts[0]), ("user", First(root, "users").Map("user"))))),
            ("contexts", JsonList.From(Contexts.Select(c => JsonMap.Of(("name", c), ("context", JsonMap.Of(("cluster", Contexts[0]), ("user", Contexts[0]))))))),
            ("current-context", Contexts[0]));
        return YamlText.Write(named);
    }

    private static JsonMap First(JsonMap root, string list) => root.List(list).Maps().FirstOrDefault() ?? throw new ManifestException("k3s.yaml", 0, $"this kubeconfig has no {list}");
}
