using System.Security.Cryptography.X509Certificates;
using HandsOn.Cluster.Api.Authentication;
using HandsOn.Cluster.Server.Http;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Kubernetes.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace HandsOn.Cluster.Server;

/// <summary>What every request passes: authentication, then the way to whoever answers; refusals become Status objects here.</summary>
internal sealed class HttpPipeline(AuthenticatorChain authenticators, Impersonation impersonation, ResourceRouter resources, NonResourceRouter others)
{
    private const string Bearer = "Bearer ";

    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            if (RequestHead.IsTooLong(http.Request))
            {
                await RequestHead.RefuseAsync(http).ConfigureAwait(false);
                return;
            }
            var user = impersonation.Apply(authenticators.Authenticate(CredentialsOf(http)), http.Request.Headers);
            var path = RequestPath.Of(http.Request);
            await (path.IsResource ? resources.HandleAsync(http, user, path) : others.HandleAsync(http, user, path)).ConfigureAwait(false);
        }
        catch (StatusException refusal)
        {
            if (http.Response.HasStarted) http.Abort();
            else await ResponseWriter.WriteErrorAsync(http, refusal).ConfigureAwait(false);
        }
        catch (Exception ended) when (http.RequestAborted.IsCancellationRequested && ended is OperationCanceledException or IOException)
        {
            // The client has left; there is nobody to tell.
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            await ResponseWriter.WriteErrorAsync(http, StatusErrors.Internal(failure.Message)).ConfigureAwait(false);
        }
    }

    private static Credentials CredentialsOf(HttpContext http)
    {
        X509Certificate2? certificate = http.Features.Get<ITlsConnectionFeature>()?.ClientCertificate;
        var authorization = http.Request.Headers.Authorization.ToString();
        var token = authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : "";
        return new(certificate, token.Length > 0 ? token : null);
    }
}
