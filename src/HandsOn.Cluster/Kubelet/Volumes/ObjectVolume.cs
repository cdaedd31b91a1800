using System.Text;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Kubelet;

/// <summary>
/// A ConfigMap or Secret as files that follow the object; when it is deleted the last content stays
/// (pkg/volume/configmap, pkg/volume/secret).
/// </summary>
internal sealed class ObjectVolume(ApiClient client, GroupResource resource, string @namespace, string name, JsonList items, bool isOptional) : IVolume
{
    private readonly Lock gate = new();
    private KubeObject? seen;
    private Dictionary<string, byte[]> files = [];

    private string Kind => resource == SecretKind.Resource ? "secret" : "configmap";

    public IEnumerable<string> Paths => Files().Keys;

    public string? Problem()
    {
        if (client.Find(resource, @namespace, name) is not { } item)
            return isOptional ? null : $"{Kind} {FieldErrors.Show(name)} not found";
        foreach (var key in items.Maps().Select(i => i.String("key") ?? ""))
            if (!isOptional && Content(item, key) is null)
                return Kind == "secret" ? $"references non-existent secret key: {key}" : $"configmap references non-existent config key: {key}";
        return null;
    }

    public ReadOnlyMemory<byte>? Read(string path) => Files().TryGetValue(path, out var content) ? content : default(ReadOnlyMemory<byte>?);

    private Dictionary<string, byte[]> Files()
    {
        lock (gate)
        {
            if (client.Find(resource, @namespace, name) is not { } item || ReferenceEquals(item, seen)) return files;
            seen = item;
            return files = Project(item);
        }
    }

    private Dictionary<string, byte[]> Project(KubeObject item)
    {
        var projected = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (items.Count == 0)
            foreach (var key in item.Root.Map("data").Keys.Concat(item.Root.Map("binaryData").Keys)) projected[key] = Content(item, key)!;
        foreach (var selected in items.Maps())
            if (Content(item, selected.String("key") ?? "") is { } content) projected[selected.String("path") ?? ""] = content;
        return projected;
    }

    private byte[]? Content(KubeObject item, string key)
    {
        if (item.Root.Map("binaryData").String(key) is { } binary) return Convert.FromBase64String(binary);
        if (item.Root.Map("data").String(key) is not { } text) return null;
        return Kind == "secret" ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text);
    }
}
