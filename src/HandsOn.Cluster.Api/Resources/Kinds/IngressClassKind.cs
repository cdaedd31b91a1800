using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>An IngressClass (pkg/registry/networking/ingressclass/strategy.go).</summary>
internal sealed class IngressClassKind : ResourceDefinition
{
    private const int LongestController = 250;

    private static readonly ServedVersion[] Served =
    [
        new("networking.k8s.io/v1"),
        new("networking.k8s.io/v1beta1") { Deprecated = 19, Removed = 22, Replacement = "networking.k8s.io/v1 IngressClassList" },
    ];

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printIngressClass).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name with { Cell = (item, _) => IsDefault(item) ? item.Name + " (default)" : item.Name },
        Columns.Text("Controller", "spec", "controller"),
        new("Parameters", (item, _) => ParametersCell(item)),
        TableLayout.Age,
    ]);

    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty));
    private static readonly DefaultMembers ParametersDefaults = new(("scope", "Cluster"));

    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static readonly GroupResource Resource = new("networking.k8s.io", "ingressclasses");

    public override ResourceNames Names { get; } = new(Resource, "v1", "IngressClass", Namespaced: false);

    public override string Description => "An IngressClass names a controller that takes care of Ingresses.";

    public override IReadOnlyList<ServedVersion> Versions => Served;

    public override bool HasGeneration => true;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of an IngressClass (pkg/apis/networking/v1/defaults.go, SetDefaults_IngressClass).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context)
    {
        item = RootDefaults.Fill(item);
        return context.Minor >= SinceMinor.IngressClassScope ? item.Change("spec", FillSpec) : item;
    }

    /// <summary>Validation of an IngressClass (pkg/apis/networking/validation/validation.go, validateIngressClassSpec).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        ValidateController(item.Spec.String("controller") ?? "", errors);
        if (item.Spec["parameters"] is JsonMap parameters) ValidateParameters(parameters, Spec.Child("parameters"), errors);
    }

    /// <summary>Validation of an update (pkg/apis/networking/validation/validation.go, ValidateIngressClassUpdate).</summary>
    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context)
    {
        errors.Immutable(Spec.Child("controller"), item.Spec["controller"], old.Spec["controller"]);
        Validate(item, errors, context);
    }

    private static bool IsDefault(KubeObject item) => item.Annotations["ingressclass.kubernetes.io/is-default-class"] as string == "true";

    private static string ParametersCell(KubeObject item)
    {
        if (item.Spec["parameters"] is not JsonMap parameters) return Cells.None;
        var group = parameters.String("apiGroup") is { } name ? "." + name : "";
        return $"{parameters.String("kind")}{group}/{parameters.String("name")}";
    }

    private static JsonMap FillSpec(JsonMap spec) => spec.Change("parameters", ParametersDefaults.Fill);

    private static void ValidateController(string controller, FieldErrors errors)
    {
        if (controller.Length > LongestController) errors.TooLong(Spec.Child("controller"), LongestController);
        var slash = controller.IndexOf('/');
        if (controller.Length == 0) errors.Required(Spec.Child("controller"));
        else if (slash <= 0 || slash == controller.Length - 1)
            errors.Invalid(Spec.Child("controller"), controller, "must be a domain-prefixed path (such as \"acme.io/foo\")");
        else errors.Each(Spec, "controller", controller, NameRules.Dns1123Subdomain(controller[..slash]));
    }

    private static void ValidateParameters(JsonMap parameters, FieldPath path, FieldErrors errors)
    {
        if (parameters.String("kind") is not { Length: > 0 }) errors.Required(path.Child("kind"));
        if (parameters.String("name") is not { Length: > 0 }) errors.Required(path.Child("name"));
        errors.AllowOneOf(parameters, "scope", path, "Cluster", "Namespace");
        if (parameters.String("scope") == "Namespace" && parameters["namespace"] is null)
            errors.Required(path.Child("namespace"), "`parameters.scope` is set to 'Namespace'");
        if (parameters.String("scope") == "Cluster" && parameters["namespace"] is not null)
            errors.Forbidden(path.Child("namespace"), "`parameters.scope` is set to 'Cluster'");
    }
}
