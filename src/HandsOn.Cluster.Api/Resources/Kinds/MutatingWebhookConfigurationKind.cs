using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.Webhooks;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A MutatingWebhookConfiguration (pkg/registry/admissionregistration/mutatingwebhookconfiguration/strategy.go).</summary>
internal sealed class MutatingWebhookConfigurationKind : WebhookConfigurationDefinition
{
    private static readonly ServedVersion[] Served =
    [
        new("admissionregistration.k8s.io/v1"),
        new("admissionregistration.k8s.io/v1beta1")
        {
            Deprecated = 16,
            Removed = 22,
            Replacement = "admissionregistration.k8s.io/v1 MutatingWebhookConfiguration",
        },
    ];

    private static readonly DefaultMembers MutatingDefaults = new(("reinvocationPolicy", "Never"));

    public static readonly GroupResource Resource = new("admissionregistration.k8s.io", "mutatingwebhookconfigurations");

    public override ResourceNames Names { get; } = new(Resource, "v1", "MutatingWebhookConfiguration", Namespaced: false)
    {
        Categories = ["api-extensions"],
    };

    public override string Description => "A MutatingWebhookConfiguration names services that may change what is written.";

    public override IReadOnlyList<ServedVersion> Versions => Served;

    /// <summary>Defaults of the webhooks (pkg/apis/admissionregistration/v1/defaults.go, SetDefaults_MutatingWebhook).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) =>
        base.Default(item, context).ChangeEach("webhooks", MutatingDefaults.Fill);
}
