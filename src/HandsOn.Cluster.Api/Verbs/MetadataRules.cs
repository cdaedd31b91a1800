using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Verbs;

/// <summary>What every object's metadata must be (staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go).</summary>
internal static class MetadataRules
{
    private static readonly FieldPath Metadata = FieldPath.Root("metadata");

    /// <summary>Finalizers that need no domain in front (pkg/apis/core/validation/validation.go, validateKubeFinalizerName).</summary>
    private static readonly string[] Standard = ["kubernetes", Deleter.OrphanFinalizer, Deleter.ForegroundFinalizer];

    private static readonly string[] ServerSet =
        ["name", "namespace", "uid", "creationTimestamp", "generation", "deletionTimestamp", "deletionGracePeriodSeconds", "resourceVersion"];

    public static void Validate(ResourceDefinition definition, KubeObject item, int minor, FieldErrors errors)
    {
        CheckNames(definition, item, minor, errors);
        CheckLabels(item.Labels, errors);
        CheckAnnotations(item.Annotations, errors);
        OwnerRules.Validate(item, errors);
        CheckFinalizers(item, errors);
    }

    /// <summary>What an update may not change. Parts that it shares with the stored object have been checked when that was stored.</summary>
    public static void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors)
    {
        if (ReferenceEquals(item.Metadata, old.Metadata)) return;
        if (!ReferenceEquals(item.Labels, old.Labels)) CheckLabels(item.Labels, errors);
        if (!ReferenceEquals(item.Annotations, old.Annotations)) CheckAnnotations(item.Annotations, errors);
        if (!ReferenceEquals(item.Metadata["ownerReferences"], old.Metadata["ownerReferences"])) OwnerRules.Validate(item, errors);
        if (ReferenceEquals(item.Finalizers, old.Finalizers)) return;
        CheckFinalizers(item, errors);
        if (!old.IsTerminating) return;
        var added = item.Finalizers.Strings().Except(old.Finalizers.Strings()).Order(StringComparer.Ordinal).ToList();
        if (added.Count > 0)
            errors.Forbidden(Metadata.Child("finalizers"),
                $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{string.Join(", ", added.Select(f => FieldErrors.Show(f)))}}}");
    }

    /// <summary>The metadata of an update: what only the server sets is taken from the stored object.</summary>
    public static JsonMap Carry(JsonMap metadata, JsonMap stored)
    {
        if (ReferenceEquals(metadata, stored)) return metadata;
        foreach (var key in ServerSet) metadata = metadata.WithOrWithout(key, stored[key]);
        return metadata.Without("selfLink");
    }

    private static void CheckNames(ResourceDefinition definition, KubeObject item, int minor, FieldErrors errors)
    {
        if (item.Metadata.String("generateName") is { Length: > 0 } prefix)
            foreach (var message in definition.CheckName(NameRules.MaskTrailingDash(prefix), minor)) errors.Invalid(Metadata.Child("generateName"), prefix, message);
        if (item.Name.Length == 0) errors.Required(Metadata.Child("name"), "name or generateName is required");
        else
            foreach (var message in definition.CheckName(item.Name, minor)) errors.Invalid(Metadata.Child("name"), item.Name, message);
        if (!definition.Names.Namespaced) return;
        if (item.Namespace.Length == 0) errors.Required(Metadata.Child("namespace"));
        foreach (var message in NameRules.Dns1123Label(item.Namespace)) errors.Invalid(Metadata.Child("namespace"), item.Namespace, message);
    }

    private static void CheckLabels(JsonMap labels, FieldErrors errors)
    {
        var path = Metadata.Child("labels");
        foreach (var (key, value) in labels.Strings())
        {
            foreach (var message in NameRules.QualifiedName(key)) errors.Invalid(path, key, message);
            foreach (var message in NameRules.LabelValue(value)) errors.Invalid(path, value, message);
        }
    }

    private static void CheckAnnotations(JsonMap annotations, FieldErrors errors) =>
        AnnotationRules.Validate(annotations, Metadata.Child("annotations"), errors);

    private static void CheckFinalizers(KubeObject item, FieldErrors errors)
    {
        if (item.Finalizers.Count == 0) return;
        var path = Metadata.Child("finalizers");
        var finalizers = item.Finalizers.Strings().ToList();
        foreach (var finalizer in finalizers)
            foreach (var message in NameRules.QualifiedName(finalizer)) errors.Invalid(path, finalizer, message);
        if (finalizers.Contains(Deleter.OrphanFinalizer) && finalizers.Contains(Deleter.ForegroundFinalizer))
            errors.Invalid(path, item.Finalizers, $"finalizer {Deleter.ForegroundFinalizer} and {Deleter.OrphanFinalizer} cannot be both set");
        for (var i = 0; i < finalizers.Count; i++)
            if (!finalizers[i].Contains('/', StringComparison.Ordinal) && !Standard.Contains(finalizers[i]))
                errors.Invalid(path.Index(i), finalizers[i], "name is neither a standard finalizer name nor is it fully qualified");
    }
}
