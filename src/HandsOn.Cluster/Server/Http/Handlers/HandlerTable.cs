using HandsOn.Cluster.Api.Resources;
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
        return IsObject(definition, subresource, verb) && verbs.TryGetValue(verb, out handler) ? handler : throw StatusErrors.MethodNotSupported(definition.Names.Resource, verb);
    }

    /// <summary>Whether a request is for the object or a part of it, not for something that is done with it.</summary>
    private static bool IsObject(ResourceDefinition definition, string subresource, string verb)
    {
        if (subresource is "" or "scale") return true;
        return verb is "get" or "update" or "patch" && definition.Subresources.Any(s => s.Name == subresource && s.Kind is null);
    }
}
