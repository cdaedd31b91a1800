using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Objects;

/// <summary>One entry of <c>metadata.ownerReferences</c>.</summary>
public sealed record OwnerReference(string ApiVersion, string Kind, string Name, string Uid, bool Controller, bool BlockOwnerDeletion)
{
    /// <summary>Reads an entry.</summary>
    public static OwnerReference From(JsonMap map) => new(
        map.String("apiVersion") ?? "", map.String("kind") ?? "", map.String("name") ?? "", map.String("uid") ?? "",
        map.Bool("controller") ?? false, map.Bool("blockOwnerDeletion") ?? false);

    /// <summary>The reference that a controller puts on what it makes.</summary>
    public static OwnerReference ControllerOf(KubeObject owner) =>
        new(owner.ApiVersion, owner.Kind, owner.Name, owner.Uid, Controller: true, BlockOwnerDeletion: true);

    /// <summary>The entry as JSON.</summary>
    public JsonMap ToJson() => JsonMap.Of(
        ("apiVersion", ApiVersion), ("kind", Kind), ("name", Name), ("uid", Uid),
        ("controller", Controller ? true : null), ("blockOwnerDeletion", BlockOwnerDeletion ? true : null));
}
