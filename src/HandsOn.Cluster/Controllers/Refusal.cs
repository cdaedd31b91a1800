using HandsOn.Kubernetes.Errors;

namespace HandsOn.Cluster.Controllers;

/// <summary>What a refusal means to a controller.</summary>
internal static class Refusal
{
    /// <summary>Whether the namespace is going away, so that no creation in it will ever succeed again.</summary>
    public static bool IsNamespaceTerminating(this StatusException refused) =>
        refused.Details?.List("causes").Find("reason", "NamespaceTerminating") is not null;
}
