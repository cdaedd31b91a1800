using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A Deployment (pkg/registry/apps/deployment/strategy.go).</summary>
internal sealed class DeploymentKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("apps", "deployments");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Deployment")
    {
        ShortNames = ["deploy"],
        Categories = ["all"],
    };

    public override string Description => "A Deployment keeps a number of like pods running and replaces them step by step when their template changes.";

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Scale, Subresource.Status];

    public override bool HasGeneration => true;

    public override JsonMap? EmptyStatus { get; } = JsonMap.Empty;

    public override TableLayout Table => DeploymentColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => DeploymentDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        DeploymentValidation.Validate(item.Spec, errors, context.Minor);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        DeploymentValidation.ValidateUpdate(item.Spec, old.Spec, errors, context.Minor);

    public override void ValidateStatusUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        ReplicaStatus.Validate(item.Status, errors);

    /// <summary>Annotations count as well, since ReplicaSets get a copy of them.</summary>
    public override object? GenerationCounts(KubeObject item) => JsonList.Of(item.Root["spec"], item.Annotations);

    public override KubeObject PrepareForStatusUpdate(KubeObject item, KubeObject old, ResourceContext context)
    {
        item = base.PrepareForStatusUpdate(item, old, context);
        return item.WithMetadata(item.Metadata.WithOrWithout("labels", old.Metadata["labels"]));
    }
}
