using System.Collections.Immutable;
using System.Net;

namespace HandsOn.Cluster.Network.Publishing;

/// <summary>All ports of Services of type LoadBalancer and NodePort that are published on loopback, as they are now.</summary>
public sealed class PublishedEndpoints
{
    private readonly Lock gate = new();
    private ImmutableList<PublishedEndpoint> all = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is published now.</summary>
    public IReadOnlyList<PublishedEndpoint> All => all;

    /// <summary>Where a port of a Service is published; <see langword="null"/> where it is not.</summary>
    public IPEndPoint? Find(string @namespace, string service, int port) =>
        all.Find(entry => entry.Namespace == @namespace && entry.Service == service && entry.Port == port)?.Address;

    /// <summary>Where a port of a Service is published; waits until it is.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before.</exception>
    public async Task<IPEndPoint> WaitAsync(string @namespace, string service, int port, CancellationToken cancellation = default)
    {
        while (true)
        {
            Task next;
            lock (gate) next = changed.Task;
            if (Find(@namespace, service, port) is { } address) return address;
            await next.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Raised when an endpoint is published (true) or taken away (false).</summary>
    public event Action<PublishedEndpoint, bool>? Changed;

    internal void Add(PublishedEndpoint endpoint)
    {
        Change(list => list.Add(endpoint));
        Changed?.Invoke(endpoint, true);
    }

    internal void Remove(PublishedEndpoint endpoint)
    {
        Change(list => list.Remove(endpoint));
        Changed?.Invoke(endpoint, false);
    }

    private void Change(Func<ImmutableList<PublishedEndpoint>, ImmutableList<PublishedEndpoint>> change)
    {
        lock (gate)
        {
            all = change(all);
            changed.TrySetResult();
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
