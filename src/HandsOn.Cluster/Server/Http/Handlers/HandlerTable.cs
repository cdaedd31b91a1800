using HandsOn.Cluster.Resources;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Handlers;

/// <summary>Who answers what: the handlers of the verbs, and those that a subresource or a resource that is not stored has of its own.</summary>
internal sealed class HandlerTable(IReadOnlyDictionary<string, IVerbHandler> verbs)
{
    private readonly Dictionary<(GroupResource Resource, string Subresource), IVerbHandler> special = [];

    /// <summary>Gives a subresource (or, with an empty one, a whole resource) a handler of its own for all verbs.</summary>
    public HandlerTable With(GroupResource resource, string subresource, IVerbHandler handler)
    {
        special[(resource, subresource)] = handler;
        return this;
    }

    /// <exception cref="StatusException">405.</exception>
    public IVerbHandler For(ResourceDefinition definition, string subresource, string verb)
    {
        if (special.TryGetValue((definition.Names.Resource, subresource), out var handler)) return handler;
        var isObject = subresource.Length == 0 || verb is "get" or "update" or "patch";
        return isObject && verbs.TryGetValue(verb, out handler) ? handler : throw StatusErrors.MethodNotSupported(definition.Names.Resource, verb);
    }
}
