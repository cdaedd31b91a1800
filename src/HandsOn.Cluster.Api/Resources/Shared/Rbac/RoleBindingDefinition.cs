using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Shared.Rbac;

/// <summary>
/// Common part of RoleBinding and ClusterRoleBinding (pkg/registry/rbac/rolebinding/strategy.go,
/// pkg/registry/rbac/clusterrolebinding/strategy.go).
/// </summary>
internal abstract class RoleBindingDefinition : ResourceDefinition
{
    private const string Group = "rbac.authorization.k8s.io";

    private static readonly string[] RoleKinds = ["Role", "ClusterRole"];
    private static readonly string[] ClusterRoleKinds = ["ClusterRole"];

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printRoleBinding).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        new("Role", (item, _) => $"{item.Root.String("roleRef", "kind")}/{item.Root.String("roleRef", "name")}"),
        TableLayout.Age,
        new("Users", (item, _) => SubjectsCell(item, "User"), Priority: 1),
        new("Groups", (item, _) => SubjectsCell(item, "Group"), Priority: 1),
        new("ServiceAccounts", (item, _) => SubjectsCell(item, "ServiceAccount"), Priority: 1),
    ]);

    private static readonly DefaultMembers GroupDefaults = new(("apiGroup", Group));

    private static readonly FieldPath RoleRef = FieldPath.Root("roleRef");

    public override IReadOnlyList<string> CheckName(string name, int minor) => NameRules.PathSegmentName(name);

    public override bool AllowsCreateOnUpdate => true;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a binding (pkg/apis/rbac/v1/defaults.go, SetDefaults_RoleBinding, SetDefaults_Subject).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) =>
        item.ChangeOrAdd("roleRef", GroupDefaults.Fill).ChangeEach("subjects", FillSubject);

    /// <summary>Validation of a binding (pkg/apis/rbac/validation/validation.go, ValidateRoleBinding).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        var reference = item.Root.Map("roleRef");
        errors.AllowOneOf(reference, "apiGroup", RoleRef, Group);
        var kinds = Names.Namespaced ? RoleKinds : ClusterRoleKinds;
        var kind = reference.String("kind") ?? "";
        if (!kinds.Contains(kind)) errors.NotSupported(RoleRef.Child("kind"), kind, kinds);
        if (reference.String("name") is not { Length: > 0 } name) errors.Required(RoleRef.Child("name"));
        else errors.Each(RoleRef, "name", name, NameRules.PathSegmentName(name));
        var subjects = item.Root.List("subjects");
        for (var i = 0; i < subjects.Count; i++)
            if (subjects[i] is JsonMap subject) ValidateSubject(subject, FieldPath.Root("subjects").Index(i), errors);
    }

    /// <summary>Validation of an update (pkg/apis/rbac/validation/validation.go, ValidateRoleBindingUpdate).</summary>
    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context)
    {
        Validate(item, errors, context);
        if (!item.Root.Map("roleRef").Equals(old.Root.Map("roleRef")))
            errors.Invalid(RoleRef, InnerForm.Of(item.Root.Map("roleRef"), "APIGroup", "Kind", "Name"), "cannot change roleRef");
    }

    private static string SubjectsCell(KubeObject binding, string kind) =>
        string.Join(", ", binding.Root.List("subjects").Maps().Where(s => s.String("kind") == kind).Select(SubjectName));

    private static string? SubjectName(JsonMap subject) =>
        subject.String("kind") == "ServiceAccount" && subject.String("namespace") is { Length: > 0 } place
            ? $"{place}/{subject.String("name")}"
            : subject.String("name");

    private static JsonMap FillSubject(JsonMap subject) =>
        subject.String("kind") is "User" or "Group" ? GroupDefaults.Fill(subject) : subject;

    private void ValidateSubject(JsonMap subject, FieldPath path, FieldErrors errors)
    {
        var name = subject.String("name") ?? "";
        if (name.Length == 0) errors.Required(path.Child("name"));
        switch (subject.String("kind"))
        {
            case "ServiceAccount":
                if (name.Length > 0) errors.Each(path, "name", name, NameRules.Dns1123Subdomain(name));
                if (subject.String("apiGroup") is { Length: > 0 } group) errors.NotSupported(path.Child("apiGroup"), group, "");
                if (!Names.Namespaced && subject.String("namespace") is not { Length: > 0 }) errors.Required(path.Child("namespace"));
                break;
            case "User" or "Group":
                errors.AllowOneOf(subject, "apiGroup", path, Group);
                break;
            case var other:
                errors.NotSupported(path.Child("kind"), other ?? "", "ServiceAccount", "User", "Group");
                break;
        }
    }
}
