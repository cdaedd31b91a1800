using HandsOn.E2E.Inputs;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.Api;

/// <summary>A kubeconfig: how to reach clusters, and as whom.</summary>
public sealed class Kubeconfig
{
    private readonly JsonMap root;
    private readonly string name;

    private Kubeconfig(JsonMap root, string name)
    {
        this.root = root;
        this.name = name;
    }

    /// <summary>The context that is used where none is named; empty where there is none.</summary>
    public string CurrentContext => root.String("current-context") ?? "";

    /// <summary>The names of its contexts.</summary>
    public IReadOnlyList<string> Contexts => [.. root.List("contexts").Maps().Select(c => c.String("name") ?? "")];

    /// <summary>Reads a kubeconfig's text; <paramref name="name"/> stands in errors.</summary>
    /// <exception cref="ManifestException">The text is no kubeconfig.</exception>
    public static Kubeconfig Parse(string text, string name = "kubeconfig") =>
        new(YamlFile.Parse(text, name).FirstOrDefault()?.Root ?? throw new ManifestException(name, 0, "this kubeconfig is empty"), name);

    /// <summary>A client of the cluster that a context names.</summary>
    /// <exception cref="ManifestException">There is no such context, or it lacks what is needed.</exception>
    public IApiClient Connect(string? context = null)
    {
        var entry = Entry("contexts", context ?? CurrentContext, "context");
        var cluster = Entry("clusters", entry.String("cluster") ?? "", "cluster");
        var user = Entry("users", entry.String("user") ?? "", "user");
        var server = cluster.String("server") ?? throw new ManifestException(name, 0, $"cluster {entry.String("cluster")} has no server");
        return new ApiClient(ApiHttp.Create(new Uri(server), Data(cluster, "certificate-authority"), Data(user, "client-certificate"), Data(user, "client-key"), user.String("token")));
    }

    /// <summary>A client of the current context's cluster that says who is asking by a token alone.</summary>
    /// <exception cref="ManifestException">The context lacks what is needed.</exception>
    public IApiClient ConnectAs(string token)
    {
        var cluster = Entry("clusters", Entry("contexts", CurrentContext, "context").String("cluster") ?? "", "cluster");
        return new ApiClient(ApiHttp.Create(new Uri(cluster.String("server") ?? ""), Data(cluster, "certificate-authority"), token: token));
    }

    private JsonMap Entry(string list, string entry, string member) =>
        root.List(list).Find("name", entry)?.Map(member)
        ?? throw new ManifestException(name, 0, $"there is no {member} \"{entry}\"; there are {string.Join(", ", root.List(list).Maps().Select(e => $"\"{e.String("name")}\""))}");

    // Either inline and base64, or a file.
    private static byte[]? Data(JsonMap map, string key) =>
        map.String(key + "-data") is { } inline ? Convert.FromBase64String(inline) : map.String(key) is { } file ? File.ReadAllBytes(file) : null;
}
