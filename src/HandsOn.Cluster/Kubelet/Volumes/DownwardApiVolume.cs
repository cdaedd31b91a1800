using System.Text;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Kubelet;

/// <summary>Fields of the pod as files (pkg/volume/downwardapi).</summary>
internal sealed class DownwardApiVolume(PodState state, JsonList items) : IVolume
{
    public IEnumerable<string> Paths => items.Maps().Select(i => i.String("path") ?? "");

    public string? Problem() => null;

    public ReadOnlyMemory<byte>? Read(string path) =>
        items.Find("path", path) is { } item ? Encoding.UTF8.GetBytes(Value(item)) : default(ReadOnlyMemory<byte>?);

    private string Value(JsonMap item) => item["fieldRef"] is JsonMap field
        ? FieldReference.Value(state, field.String("fieldPath") ?? "")
        : ResourceReference.Value(state, JsonMap.Empty, item.Map("resourceFieldRef"));
}
