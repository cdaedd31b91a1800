using System.Text;
using System.Text.Json;
using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A Secret (pkg/registry/core/secret/strategy.go).</summary>
internal sealed class SecretKind : ResourceDefinition
{
    private static readonly Dictionary<string, Func<KubeObject, string>> Selectable = new()
    {
        ["type"] = item => item.Root.String("type") ?? "",
    };

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printSecret).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        Columns.Text("Type", "type"),
        new("Data", (item, _) => (long)item.Root.Map("data").Count),
        TableLayout.Age,
    ]);

    private static readonly DefaultMembers RootDefaults = new(("type", "Opaque"));

    private static readonly FieldPath Data = FieldPath.Root("data");

    public static readonly GroupResource Resource = new("", "secrets");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Secret");

    public override string Description => "A Secret holds passwords, keys and the like that pods read as files or environment variables.";

    public override IReadOnlyList<DefaultAccess> DefaultAccess => [UserFacingRole.Edit.ReadsAndWrites("")];

    public override IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors => Selectable;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a Secret (pkg/apis/core/v1/defaults.go, SetDefaults_Secret).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) => EncodeStringData(RootDefaults.Fill(item));

    /// <summary>Validation of a Secret, by its type (pkg/apis/core/validation/validation.go, ValidateSecret).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        var data = item.Root.Map("data");
        if (DataRules.ValidateKeys(data, Data, isBase64: true, errors) > DataRules.LargestData) errors.TooLong(Data, DataRules.LargestData);
        switch (item.Root.String("type"))
        {
            case ServiceAccountTokenSecret.Type:
                if (item.Annotations[ServiceAccountTokenSecret.AccountName] is not string { Length: > 0 })
                    errors.Required(FieldPath.Root("metadata").Child("annotations").Key(ServiceAccountTokenSecret.AccountName));
                break;
            case "kubernetes.io/dockercfg":
                RequireJson(data, ".dockercfg", errors);
                break;
            case "kubernetes.io/dockerconfigjson":
                RequireJson(data, ".dockerconfigjson", errors);
                break;
            case "kubernetes.io/basic-auth" when !data.ContainsKey("username") && !data.ContainsKey("password"):
                errors.Required(Data.Key("username"));
                errors.Required(Data.Key("password"));
                break;
            case "kubernetes.io/ssh-auth" when data["ssh-privatekey"] is not string { Length: > 0 }:
                errors.Required(Data.Key("ssh-privatekey"));
                break;
            case "kubernetes.io/tls":
                if (!data.ContainsKey("tls.crt")) errors.Required(Data.Key("tls.crt"));
                if (!data.ContainsKey("tls.key")) errors.Required(Data.Key("tls.key"));
                break;
        }
    }

    /// <summary>Validation of an update of a Secret (pkg/apis/core/validation/validation.go, ValidateSecretUpdate).</summary>
    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context)
    {
        errors.Immutable(FieldPath.Root("type"), item.Root["type"], old.Root["type"]);
        DataRules.ValidateImmutable(item, old, errors, "data");
        Validate(item, errors, context);
    }

    /// <summary>
    /// <c>stringData</c> is written, never read: it goes over <c>data</c>
    /// (pkg/apis/core/v1/conversion.go, Convert_v1_Secret_To_core_Secret).
    /// </summary>
    private static JsonMap EncodeStringData(JsonMap item)
    {
        if (!item.ContainsKey("stringData")) return item;
        var data = new JsonMapBuilder(item.Map("data"));
        foreach (var (key, text) in item.Map("stringData").Strings())
            data.Set(key, System.Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
        item = item.Without("stringData");
        return data.Count == 0 ? item : item.With("data", data.Build());
    }

    private static void RequireJson(JsonMap data, string key, FieldErrors errors)
    {
        if (data.String(key) is not { } base64)
        {
            errors.Required(Data.Key(key));
            return;
        }
        try
        {
            JsonText.ParseMap(System.Convert.FromBase64String(base64));
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            errors.Invalid(Data.Key(key), "<secret contents redacted>", "invalid JSON");
        }
    }
}
