using HandsOn.Cluster.Api.Authentication;
using HandsOn.Cluster.Server.Http.Bodies;
using HandsOn.Cluster.Server.Http.Handlers;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Reviews;

/// <summary>POST to <c>serviceaccounts/NAME/token</c>.</summary>
internal sealed class TokenRequestHandler(BodyDecoder decoder, TokenRequests requests) : IVerbHandler
{
    private static readonly GroupVersionKind Kind = new("authentication.k8s.io", "v1", "TokenRequest");

    public async Task HandleAsync(ApiCall call)
    {
        _ = call.Representation;
        var request = await decoder.ReadAsync(call, Kind).ConfigureAwait(false);
        var answer = requests.Create(call.Request.Namespace, call.Request.Name, request);
        await ResponseWriter.WriteValueAsync(call.Http, 201, answer, call.Representation).ConfigureAwait(false);
    }
}
