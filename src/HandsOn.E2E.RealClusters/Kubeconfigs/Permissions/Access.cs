using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.Kubeconfigs.Permissions;

/// <summary>Something that one may do or not.</summary>
/// <param name="Verb"><c>create</c>.</param>
/// <param name="Group">The resource's group; <c>*</c> for all.</param>
/// <param name="Resource">The resource, or its subresource: <c>pods/exec</c>.</param>
/// <param name="Namespace">Where; everywhere, or outside of namespaces, where this is empty.</param>
/// <param name="Name">Which object; any where this is empty.</param>
internal sealed record Access(string Verb, string Group, string Resource, string Namespace = "", string Name = "")
{
    public static Access Everything { get; } = new("*", "*", "*");

    public JsonMap ToReview()
    {
        var (resource, subresource) = Resource.Split('/') is [var first, var second] ? (first, second) : (Resource, null);
        return JsonMap.Of(
            ("apiVersion", "authorization.k8s.io/v1"), ("kind", "SelfSubjectAccessReview"),
            ("spec", JsonMap.Of(("resourceAttributes", JsonMap.Of(
                ("verb", Verb), ("group", Group), ("resource", resource), ("subresource", subresource),
                ("namespace", Namespace.Length == 0 ? null : Namespace), ("name", Name.Length == 0 ? null : Name))))));
    }
}
