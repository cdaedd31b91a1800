using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Pods;

/// <summary>Makes a pod of a template (pkg/controller/controller_utils.go, GetPodFromTemplate).</summary>
internal static class PodTemplate
{
    private const int LongestName = 253;

    /// <summary>The pod that the owner's <c>spec.template</c> describes, controlled by the owner, with a name to be generated.</summary>
    public static KubeObject Instantiate(KubeObject owner) => Instantiate(owner, owner.Spec.Map("template"));

    /// <summary>The pod that the template describes, controlled by the owner, with a name to be generated.</summary>
    public static KubeObject Instantiate(KubeObject owner, JsonMap template)
    {
        var metadata = template.Map("metadata");
        return new KubeObject(JsonMap.Of(
            ("apiVersion", "v1"), ("kind", "Pod"),
            ("metadata", JsonMap.Of(
                ("generateName", GeneratedBase(owner.Name)), ("namespace", owner.Namespace),
                ("labels", metadata["labels"]), ("annotations", metadata["annotations"]), ("finalizers", metadata["finalizers"]),
                ("ownerReferences", JsonList.Of(OwnerReference.ControllerOf(owner).ToJson())))),
            ("spec", template.Map("spec"))));
    }

    /// <summary>The owner's name and a dash, which makes the pod's name prettier, where there is room for one.</summary>
    private static string GeneratedBase(string owner) => owner.Length < LongestName ? owner + "-" : owner;
}
