using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A Secret (pkg/registry/core/secret/strategy.go).</summary>
internal sealed class SecretKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("", "secrets");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Secret");

    public override string Description => "A Secret holds passwords, keys and the like that pods read as files or environment variables.";

    public override IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors { get; } = new Dictionary<string, Func<KubeObject, string>>
    {
        ["type"] = item => item.Root.String("type") ?? "",
    };

    public override TableLayout Table => SecretColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => SecretDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        SecretValidation.Validate(item, errors);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        SecretValidation.ValidateUpdate(item, old, errors);
}
