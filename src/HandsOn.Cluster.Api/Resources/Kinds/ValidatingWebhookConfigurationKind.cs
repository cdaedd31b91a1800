using HandsOn.Cluster.Api.Resources.Shared.Webhooks;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A ValidatingWebhookConfiguration (pkg/registry/admissionregistration/validatingwebhookconfiguration/strategy.go).</summary>
internal sealed class ValidatingWebhookConfigurationKind : WebhookConfigurationDefinition
{
    private static readonly ServedVersion[] Served =
    [
        new("admissionregistration.k8s.io/v1"),
        new("admissionregistration.k8s.io/v1beta1")
        {
            Deprecated = 16,
            Removed = 22,
            Replacement = "admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration",
        },
    ];

    public static readonly GroupResource Resource = new("admissionregistration.k8s.io", "validatingwebhookconfigurations");

    public override ResourceNames Names { get; } = new(Resource, "v1", "ValidatingWebhookConfiguration", Namespaced: false)
    {
        Categories = ["api-extensions"],
    };

    public override string Description => "A ValidatingWebhookConfiguration names services that may refuse writes.";

    public override IReadOnlyList<ServedVersion> Versions => Served;
}
