using HandsOn.Cluster.Api.Authorization;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server.Discovery;
using HandsOn.Cluster.Server.Http;
using HandsOn.Cluster.Server.Http.Handlers;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Selectors;
using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server;

/// <summary>Finds out what a request for a resource wants, asks whether it is allowed, and gives it to the handler of its verb.</summary>
internal sealed class ResourceRouter(ApiServer server, HandlerTable handlers)
{
    public Task HandleAsync(HttpContext http, UserInfo user, RequestPath path)
    {
        var verb = VerbOf(http.Request, path);
        server.Demand(Access(http, user, path, verb));
        if (NoCustomResources.Takes(path, verb)) return NoCustomResources.AnswerAsync(http);
        if (!server.Catalog.HasGroup(path.Version.Group)) return PlainText.NotFoundAsync(http);
        var (definition, version) = server.Catalog.Find(path.Version, path.Resource) ?? throw StatusErrors.UnknownResource();
        CheckScope(definition, path, verb);
        CheckVerb(definition, path, verb);
        var request = new RequestContext(user, definition, verb)
        {
            Version = path.Version,
            Namespace = path.Namespace,
            Name = path.Name,
            Subresource = path.Subresource,
            IsAuthorized = true,
        };
        EtcdKeys.Check(request);
        request = QueryReader.WithOptions(request, http.Request, server.Catalog.Minor);
        if (version.Warning(definition.Names.Kind, server.Catalog.Minor) is { } text) request.Warnings.Add(text);
        return handlers.For(definition, path.Subresource, verb).HandleAsync(new ApiCall(http, path, request, version));
    }

    private static string VerbOf(HttpRequest request, RequestPath path) => request.Method switch
    {
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => path.Name.Length > 0 ? "delete" : "deletecollection",
        "GET" or "HEAD" when path.IsWatch => "watch",
        "GET" or "HEAD" when path.Name.Length > 0 => "get",
        "GET" or "HEAD" => QueryReader.Flag(request.Query, "watch") ? "watch" : "list",
        _ => "",
    };

    private static AccessAttributes Access(HttpContext http, UserInfo user, RequestPath path, string verb) => new(
        user, verb.Length > 0 ? verb : http.Request.Method.ToLowerInvariant(), path.Version.Group, path.Resource, path.Subresource,
        path is { Resource: "namespaces", Version.Group: "" } ? path.Name : path.Namespace, NameOf(http.Request, path, verb));

    /// <summary>A list of one name is authorised like a read of that name.</summary>
    private static string NameOf(HttpRequest request, RequestPath path, string verb)
    {
        if (path.Name.Length > 0 || verb is not ("list" or "watch" or "deletecollection")) return path.Name;
        var selector = request.Query["fieldSelector"].ToString();
        return selector.Contains("metadata.name", StringComparison.Ordinal) ? FieldSelector.Parse(selector).ExactValue("metadata.name") ?? "" : "";
    }

    private static void CheckScope(ResourceDefinition definition, RequestPath path, string verb)
    {
        if (!definition.Names.Namespaced && path.Namespace.Length > 0) throw StatusErrors.UnknownResource();
        if (!definition.Names.Namespaced || path.Namespace.Length > 0 || path.Name.Length == 0 && verb is "list" or "watch") return;
        throw path.Name.Length > 0 ? StatusErrors.UnknownResource() : NotAllowed();
    }

    private void CheckVerb(ResourceDefinition definition, RequestPath path, string verb)
    {
        if (path.Subresource.Length > 0)
        {
            var subresource = server.Catalog.SubresourcesOf(definition).FirstOrDefault(s => s.Name == path.Subresource) ?? throw StatusErrors.UnknownResource();
            if (!subresource.Verbs.Contains(verb)) throw NotAllowed();
            return;
        }
        var takesName = verb is "get" or "update" or "patch" or "delete";
        if (!definition.Verbs.Contains(verb) || (verb != "watch" && takesName != path.Name.Length > 0)) throw NotAllowed();
    }

    private static StatusException NotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", JsonMap.Empty);
}
