using HandsOn.Cluster.Resources;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Verbs;

/// <summary>What every object's metadata must be (staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go).</summary>
internal static class MetadataRules
{
    private static readonly FieldPath Metadata = FieldPath.Root("metadata");

    public static void Validate(ResourceDefinition definition, KubeObject item, FieldErrors errors)
    {
        if (item.Name.Length == 0) errors.Required(Metadata.Child("name"), "name or generateName is required");
    }

    /// <summary>What an update may not change.</summary>
    public static void ValidateUpdate(ResourceDefinition definition, KubeObject item, KubeObject old, FieldErrors errors)
    {
        Validate(definition, item, errors);
        if (!old.IsTerminating) return;
        var added = item.Finalizers.Strings().Except(old.Finalizers.Strings()).ToList();
        if (added.Count > 0)
            errors.Forbidden(Metadata.Child("finalizers"), $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{string.Join(", ", added.Select(f => FieldErrors.Show(f)))}}}");
    }

    /// <summary>The metadata of an update: what only the server sets is taken from the stored object.</summary>
    public static JsonMap Carry(JsonMap metadata, JsonMap stored)
    {
        foreach (var key in ServerSet) metadata = metadata.WithOrWithout(key, stored[key]);
        return metadata;
    }

    private static readonly string[] ServerSet =
        ["name", "namespace", "uid", "creationTimestamp", "generation", "deletionTimestamp", "deletionGracePeriodSeconds", "resourceVersion"];
}
