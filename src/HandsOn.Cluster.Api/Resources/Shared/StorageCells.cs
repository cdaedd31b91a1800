using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Shared;

/// <summary>Cells of volumes and claims (pkg/apis/core/helper/helpers.go).</summary>
internal static class StorageCells
{
    private const string ClassAnnotation = "volume.beta.kubernetes.io/storage-class";

    /// <summary>Access modes in their short forms, in a fixed order.</summary>
    public static string AccessModes(JsonList modes)
    {
        var wanted = modes.Strings().ToHashSet();
        return string.Join(",", Short.Where(s => wanted.Contains(s.Mode)).Select(s => s.Text));
    }

    /// <summary>The class; an old annotation wins.</summary>
    public static string Class(KubeObject item) =>
        item.Annotations[ClassAnnotation] as string ?? item.Spec.String("storageClassName") ?? "";

    public static string Phase(KubeObject item) => item.IsTerminating ? "Terminating" : item.Status.String("phase") ?? "";

    public static string Mode(KubeObject item) => item.Spec.String("volumeMode") ?? "<unset>";

    public static string AttributesClass(KubeObject item) => item.Spec.String("volumeAttributesClassName") ?? "<unset>";

    private static readonly (string Mode, string Text)[] Short =
        [("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"), ("ReadWriteOncePod", "RWOP")];
}
