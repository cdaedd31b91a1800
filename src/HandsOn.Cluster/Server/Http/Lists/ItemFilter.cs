using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Server.Http.Lists;

/// <summary>Which objects a list, watch or deletecollection is about.</summary>
internal sealed class ItemFilter
{
    private readonly string scope;
    private readonly LabelSelector labels;
    private readonly FieldSelector fields;
    private readonly IReadOnlyDictionary<string, Func<KubeObject, string>> known;

    private readonly string name;

    private ItemFilter(string scope, string name, LabelSelector labels, FieldSelector fields, ResourceDefinition definition)
    {
        this.scope = scope;
        this.name = name;
        this.labels = labels;
        this.fields = fields;
        known = definition.FieldSelectors;
        foreach (var requirement in fields.Requirements)
            if (!IsKnown(requirement.Field, definition.Names.Namespaced))
                throw StatusErrors.BadRequest(Unknown(requirement.Field));
    }

    /// <summary>Whether no selector is given; the namespace does not count.</summary>
    public bool HasNoSelector => labels.IsEverything && fields.IsEverything;

    /// <exception cref="StatusException">400: a selector makes no sense, or the kind has no such field.</exception>
    public static ItemFilter Of(ApiCall call) => new(
        call.Request.Namespace, call.Request.Name, LabelSelector.Parse(call.Query("labelSelector")), FieldSelector.Parse(call.Query("fieldSelector")), call.Definition);

    public bool Matches(KubeObject item)
    {
        if (scope.Length > 0 && item.Namespace != scope) return false;
        if (name.Length > 0 && item.Name != name) return false;
        if (!labels.IsEverything && !labels.Matches(item.Labels)) return false;
        return fields.IsEverything || fields.Matches(field => ValueOf(item, field));
    }

    /// <summary>Kinds without fields of their own answer in other words (staging/src/k8s.io/apimachinery/pkg/runtime/conversion.go).</summary>
    private string Unknown(string field) => known.Count > 0
        ? $"field label not supported: {field}"
        : $"{FieldErrors.Show(field)} is not a known field selector: only \"metadata.name\", \"metadata.namespace\"";

    private bool IsKnown(string field, bool namespaced) =>
        field == "metadata.name" || (field == "metadata.namespace" && namespaced) || known.ContainsKey(field);

    private string? ValueOf(KubeObject item, string field) => known.TryGetValue(field, out var value)
        ? value(item)
        : field == "metadata.name" ? item.Name : item.Namespace;
}
