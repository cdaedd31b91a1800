using HandsOn.E2E.Clusters;
using HandsOn.E2E.Inputs;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.Kubeconfigs.Contexts;

/// <summary>
/// The user's kubeconfig, from all the files that <c>KUBECONFIG</c> names (or <c>~/.kube/config</c>), put together as kubectl does it: of several entries of one
/// name the first counts, and files are looked for where the kubeconfig stands that names them (staging/src/k8s.io/client-go/tools/clientcmd/loader.go).
/// </summary>
internal sealed class UserKubeconfig
{
    private readonly Dictionary<string, Dictionary<string, JsonMap>> entries = new() { ["contexts"] = [], ["clusters"] = [], ["users"] = [] };

    private UserKubeconfig(string shown) => Shown = shown;

    /// <summary>The files, for sentences.</summary>
    public string Shown { get; }

    /// <summary>The names of its contexts, in their order.</summary>
    public IReadOnlyList<string> Contexts => [.. entries["contexts"].Keys];

    /// <summary>Reads it.</summary>
    /// <param name="environment">Reads an environment variable.</param>
    /// <exception cref="ClusterException">There is none, or a file is none: one sentence.</exception>
    public static UserKubeconfig Read(Func<string, string?> environment)
    {
        var named = environment("KUBECONFIG") is { Length: > 0 } list ? list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) : [];
        var home = environment("HOME") ?? environment("USERPROFILE") ?? "";
        var paths = named.Length > 0 ? named : [Path.Combine(home, ".kube", "config")];
        var found = paths.Select(Path.GetFullPath).Where(File.Exists).ToList();
        if (found.Count == 0) throw new ClusterException($"there is no kubeconfig: {string.Join(", ", paths)} {(paths.Length == 1 ? "does" : "do")} not exist{(named.Length > 0 ? "" : ", and KUBECONFIG names no other")}");
        var config = new UserKubeconfig(string.Join(", ", found));
        foreach (var file in found) config.Add(file);
        return config;
    }

    /// <summary>A context.</summary>
    /// <exception cref="ClusterException">None was named, or there is no such context; the sentence names those that there are.</exception>
    public KubeconfigContext Context(string? name)
    {
        var there = Contexts.Count == 0 ? $"{Shown} has no context" : $"{Shown} has {string.Join(", ", Contexts)}";
        if (string.IsNullOrEmpty(name)) throw new ClusterException($"name the context to use (--context NAME): {there}");
        if (!entries["contexts"].TryGetValue(name, out var context)) throw new ClusterException($"there is no context {name}: {there}");
        return new(name, Named("clusters", context, "cluster", name), Named("users", context, "user", name), context.String("user") ?? "");
    }

    private JsonMap Named(string list, JsonMap context, string member, string name) =>
        entries[list].TryGetValue(context.String(member) ?? "", out var entry) ? entry : throw new ClusterException($"context {name} names {member} \"{context.String(member)}\", which {Shown} does not have");

    private void Add(string file)
    {
        try
        {
            var root = YamlFile.Read(file).FirstOrDefault()?.Root ?? JsonMap.Empty;
            foreach (var (list, known) in entries)
                foreach (var entry in root.List(list).Maps())
                    known.TryAdd(entry.String("name") ?? "", KubeconfigPaths.From(file, entry.Map(list[..^1])));
        }
        catch (Exception wrong) when (wrong is ManifestException or UnauthorizedAccessException or IOException)
        {
            throw new ClusterException($"the kubeconfig cannot be read: {wrong.Message}", wrong);
        }
    }
}
