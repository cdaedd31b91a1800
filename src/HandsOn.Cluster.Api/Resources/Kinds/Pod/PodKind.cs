using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A pod (pkg/registry/core/pod/strategy.go).</summary>
internal sealed class PodKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("", "pods");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Pod") { ShortNames = ["po"], Categories = ["all"] };

    public override string Description => "A Pod is one or more containers that run on one node and share an IP address and volumes.";

    public override IReadOnlyList<Subresource> Subresources => PodSubresources.All;

    public override bool HasGeneration => true;

    public override int GenerationSince => SinceMinor.PodObservedGeneration;

    public override JsonMap? EmptyStatus { get; } = JsonMap.Empty;

    public override IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors => PodFields.Selectable;

    public override TableLayout Table => PodColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => PodDefaults.Fill(item);

    public override KubeObject PrepareForCreate(KubeObject item, ResourceContext context) =>
        PodPreparation.ForCreate(item, context.Time.GetUtcNow());

    public override KubeObject PrepareForUpdate(KubeObject item, KubeObject old, ResourceContext context) => PodPreparation.ForUpdate(item, old);

    public override long? GracePeriod(KubeObject item, DeleteOptions options) => PodPreparation.GracePeriod(item, options);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        PodValidation.Validate(item, errors, context.Minor);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        PodValidation.ValidateUpdate(item, old, errors, context.Minor);

    public override void ValidateStatusUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        PodValidation.ValidateStatusUpdate(item, old, errors);

    public override KubeObject PrepareForStatusUpdate(KubeObject item, KubeObject old, ResourceContext context) =>
        PodPreparation.ForStatusUpdate(base.PrepareForStatusUpdate(item, old, context), old);

    public override KubeObject PrepareForSubresourceUpdate(string subresource, KubeObject item, KubeObject old, ResourceContext context) =>
        PodPreparation.ForSubresourceUpdate(subresource, item, old);

    public override void ValidateSubresourceUpdate(string subresource, KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        PodValidation.ValidateSubresourceUpdate(subresource, item, old, errors, context.Minor);
}
