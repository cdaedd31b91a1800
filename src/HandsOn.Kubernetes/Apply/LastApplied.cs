using System.Text.Json;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Schemas;

namespace HandsOn.Kubernetes.Apply;

/// <summary>
/// The annotation of client-side <c>kubectl apply</c>. When kubectl turns to server-side apply, what the annotation lists and nobody
/// changed since is no conflict, and the annotation is kept up to date
/// (staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/lastappliedmanager.go, lastappliedupdater.go).
/// </summary>
internal static class LastApplied
{
    private const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";
    private const string Kubectl = "kubectl";

    /// <summary>The fields that kubectl may take from whoever owns them.</summary>
    public static FieldSet AllowedConflicts(JsonMap? live, TypeSchema type, FieldWriter writer)
    {
        if (writer.Manager != Kubectl || live is null || Read(live) is not { } last) return FieldSet.Empty;
        if (last.String("apiVersion") != writer.Kind.GroupVersion.ToString()) return FieldSet.Empty;
        var (changed, removed) = ObjectComparer.Compare(last, live, type);
        return FieldExtractor.Extract(last, type).Difference(changed).Difference(removed);
    }

    /// <summary>The object with the annotation telling of this configuration, if it has the annotation.</summary>
    public static JsonMap Refresh(JsonMap merged, JsonMap applied, FieldWriter writer)
    {
        if (writer.Manager != Kubectl || string.IsNullOrEmpty(merged.Map("metadata", "annotations").String(Annotation))) return merged;
        var told = SortedJson.Sort(applied.RemoveIn("metadata", "annotations", Annotation));
        return merged.SetIn(JsonText.ToString(told) + "\n", "metadata", "annotations", Annotation);
    }

    private static JsonMap? Read(JsonMap live)
    {
        try
        {
            return live.Map("metadata", "annotations").String(Annotation) is { Length: > 0 } text ? JsonText.ParseMap(text) : null;
        }
        catch (JsonException)
        {
            return null; // whoever wrote it, kubectl did not; the conflict stays one
        }
    }
}
