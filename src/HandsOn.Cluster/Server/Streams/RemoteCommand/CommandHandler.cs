using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server.Http;
using HandsOn.Cluster.Server.Http.Handlers;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Server.Streams.RemoteCommand;

/// <summary><c>pods/exec</c> and <c>pods/attach</c>, over WebSocket or SPDY.</summary>
internal sealed class CommandHandler(ApiServer server, IKubelets? kubelets, bool attaches) : IVerbHandler
{
    // No container runtime starts a process faster, and kubectl 1.30 to 1.33 lose what comes before they have made their streams
    // (kubernetes/kubernetes#131189).
    private static readonly TimeSpan StartOfAProcess = TimeSpan.FromMilliseconds(25);

    public async Task HandleAsync(ApiCall call)
    {
        var target = PodTarget.Of(server, kubelets, call.Request);
        var container = target.Container(call.Query("container"));
        var kubelet = target.RequireKubelet();
        var options = CommandOptions.Of(call);
        if (!attaches && options.Command.Count == 0) throw StatusErrors.BadRequest("you must specify a command to run");
        await using var session = await RemoteSessions.OpenAsync(call.Http, options).ConfigureAwait(false);
        var status = await RunAsync().ConfigureAwait(false);
        if (status is not null) await session.FinishAsync(status).ConfigureAwait(false);

        async Task<JsonMap?> RunAsync()
        {
            try
            {
                await Task.Delay(StartOfAProcess, server.Context.Time, session.Closed).ConfigureAwait(false);
                if (!attaches)
                    return CommandStatus.Exited(await kubelet.ExecAsync(target.Pod, container, options.Command, session.Streams, session.Closed).ConfigureAwait(false));
                await kubelet.AttachAsync(target.Pod, container, session.Streams, session.Closed).ConfigureAwait(false);
                return CommandStatus.Exited(0);
            }
            catch (StatusException refusal)
            {
                return CommandStatus.Failed(refusal.Message);
            }
            catch (Exception ended) when (session.Closed.IsCancellationRequested && ended is OperationCanceledException or IOException)
            {
                return null;
            }
        }
    }
}
