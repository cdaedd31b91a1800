using HandsOn.Cluster.Server.Http.Bodies;
using HandsOn.Cluster.Server.Http.Handlers;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Server.Http.Reviews;

/// <summary>POST of a review: the answer is the question with its status filled in.</summary>
internal sealed class ReviewHandler(BodyDecoder decoder, Func<ApiCall, JsonMap, JsonMap> answer) : IVerbHandler
{
    public async Task HandleAsync(ApiCall call)
    {
        _ = call.Representation;
        var question = await decoder.ReadAsync(call, call.Kind).ConfigureAwait(false);
        question = question.With("kind", call.Kind.Kind).With("apiVersion", call.Kind.GroupVersion.ToString());
        await ResponseWriter.WriteValueAsync(call.Http, 201, answer(call, question), call.Representation).ConfigureAwait(false);
    }
}
