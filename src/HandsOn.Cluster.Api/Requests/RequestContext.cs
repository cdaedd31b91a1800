using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Requests;

/// <summary>What a write does with fields that the schema does not know.</summary>
internal enum FieldValidation
{
    Ignore,
    Warn,
    Strict,
}

/// <summary>Everything that a request says of itself. It is made once, at the edge, and nothing is inferred deeper down.</summary>
internal sealed record RequestContext(UserInfo User, ResourceDefinition Definition, string Verb)
{
    /// <summary>The group and version of the path; the storage version for the cluster's own parts.</summary>
    public GroupVersion Version { get; init; } = Definition.Names.GroupVersion;

    public string Namespace { get; init; } = "";

    public string Name { get; init; } = "";

    public string Subresource { get; init; } = "";

    /// <summary>Who the managed fields are noted under.</summary>
    public string FieldManager { get; init; } = "unknown";

    /// <summary>Whether the request itself names its field manager, as server-side apply demands.</summary>
    public bool NamesFieldManager { get; init; }

    public FieldValidation FieldValidation { get; init; } = FieldValidation.Ignore;

    public bool DryRun { get; init; }

    /// <summary>Whether this is a server-side apply, which keeps the managed fields itself and may create.</summary>
    public bool IsApply { get; init; }

    /// <summary>Whether the authorizer has already been asked, at the edge.</summary>
    public bool IsAuthorized { get; init; }

    /// <summary>Texts for Warning headers; what admission and validation add here reaches the client.</summary>
    public List<string> Warnings { get; } = [];

    public GroupResource Resource => Definition.Names.Resource;

    public ObjectKey Key => new(Namespace, Name);
}
