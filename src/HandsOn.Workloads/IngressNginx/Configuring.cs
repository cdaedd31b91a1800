using HandsOn.Workloads.Containers;
using HandsOn.Workloads.IngressNginx.Proxying;
using HandsOn.Workloads.IngressNginx.Routing;
using HandsOn.Workloads.IngressNginx.Status;

namespace HandsOn.Workloads.IngressNginx;

/// <summary>The sync loop: at every change the routes are made anew and, by the leader, the Ingresses' status.</summary>
internal sealed class Configuring(
    ClusterView view, ReverseProxy proxy, CertificateStore certificates, LeaderElection election, StatusWriter status, Klog log)
{
    private readonly SemaphoreSlim elected = new(0);

    /// <summary>Called when this controller has become the leader.</summary>
    public void Elected() => elected.Release();

    public void Apply() => proxy.Table = IngressTable.Build(view.Ingresses.Objects.Where(view.IsOurs), certificates.Find);

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            var leading = elected.WaitAsync(stopping);
            var changed = view.Changes.WaitToReadAsync(stopping).AsTask();
            while (true)
            {
                var first = await Task.WhenAny(leading, changed).ConfigureAwait(false);
                await first.ConfigureAwait(false);
                if (first == changed)
                {
                    view.Changes.TryRead(out _);
                    changed = view.Changes.WaitToReadAsync(stopping).AsTask();
                    Apply();
                    log.Info("controller.go:1", "\"Backend successfully reloaded\"");
                }
                else leading = elected.WaitAsync(stopping);
                if (election.IsLeader) await status.WriteAsync(stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The controller stops.
        }
    }
}
