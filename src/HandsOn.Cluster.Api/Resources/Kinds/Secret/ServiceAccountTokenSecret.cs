using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>Secrets that hold a token of a service account.</summary>
internal static class ServiceAccountTokenSecret
{
    /// <summary>The type of such Secrets.</summary>
    public const string Type = "kubernetes.io/service-account-token";

    /// <summary>The annotation with the name of the account.</summary>
    public const string AccountName = "kubernetes.io/service-account.name";

    /// <summary>The annotation with the UID of the account.</summary>
    public const string AccountUid = "kubernetes.io/service-account.uid";

    /// <summary>A Secret for a token of that account, still without it.</summary>
    public static KubeObject SecretFor(KubeObject account, string name) => new(JsonMap.Of(
        ("apiVersion", "v1"), ("kind", "Secret"), ("type", Type),
        ("metadata", JsonMap.Of(
            ("name", name), ("namespace", account.Namespace),
            ("annotations", JsonMap.Of((AccountName, account.Name), (AccountUid, account.Uid)))))));

    /// <summary>The account whose token a Secret holds; null where it holds none.</summary>
    public static ObjectKey? AccountOf(KubeObject secret) =>
        secret.Root.String("type") == Type && secret.Annotations.String(AccountName) is { Length: > 0 } name
            ? new(secret.Namespace, name)
            : null;
}
