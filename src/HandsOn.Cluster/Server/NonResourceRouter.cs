using HandsOn.Cluster.Api.Authorization;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Server.Http;
using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server;

/// <summary>Gives a path that is for no resource to whoever takes it, if the user may see it.</summary>
internal sealed class NonResourceRouter(IAuthorizer authorizer, IReadOnlyList<IPathHandler> handlers)
{
    public Task HandleAsync(HttpContext http, UserInfo user, RequestPath path)
    {
        var access = new AccessAttributes(user, http.Request.Method.ToLowerInvariant(), "", "", "", "", "", path.Text);
        var (allowed, reason) = authorizer.Authorize(access);
        if (!allowed) throw Refusals.Forbidden(access, reason);
        foreach (var handler in handlers)
            if (handler.Takes(path)) return handler.HandleAsync(http, path);
        return PlainText.NotFoundAsync(http);
    }
}
