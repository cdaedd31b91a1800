using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Clusters.Traits;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Tests.Support;

/// <summary>A provider whose starts end when a test says so; it knows which of its clusters are still there.</summary>
internal sealed class ManualProvider : IClusterProvider
{
    private readonly List<Start> starts = [];
    private readonly Dictionary<int, TaskCompletionSource<Start>> begun = [];

    public string Name => "manual";

    public int StartsAhead { get; init; }

    public int MostAtOnce { get; init; } = int.MaxValue;

    /// <summary>Whether a start ends at once.</summary>
    public bool AtOnce { get; init; }

    /// <summary>What a start throws before it awaits anything.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>The starts so far, in their order.</summary>
    public IReadOnlyList<Start> Starts
    {
        get
        {
            lock (starts) return [.. starts];
        }
    }

    /// <summary>How many clusters are, or are on their way.</summary>
    public int Alive => Starts.Count(s => s.IsAlive);

    /// <summary>How many there were at most.</summary>
    public int Peak { get; private set; }

    public Task<KubernetesMinor> DefaultMinorAsync(ClusterRequest request, CancellationToken cancellation = default) => Task.FromResult(new KubernetesMinor(36));

    public Task<ICluster> StartAsync(ClusterRequest request, CancellationToken cancellation = default)
    {
        if (Refusal is not null) throw Refusal;
        lock (starts)
        {
            var start = new Start(request, cancellation);
            starts.Add(start);
            Peak = Math.Max(Peak, Alive);
            if (AtOnce) start.Succeed();
            Begun(starts.Count - 1).SetResult(start);
            return start.Task;
        }
    }

    /// <summary>The start with that number (from 0), once it has begun.</summary>
    public Task<Start> StartAsync(int number, CancellationToken cancellation)
    {
        lock (starts) return Begun(number).Task.WaitAsync(cancellation);
    }

    private TaskCompletionSource<Start> Begun(int number) => begun.TryGetValue(number, out var known)
        ? known
        : begun[number] = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal sealed class Start : ICluster
    {
        private readonly TaskCompletionSource<ICluster> started = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Start(ClusterRequest request, CancellationToken cancellation)
        {
            Request = request;
            cancellation.Register(() =>
            {
                WasCalledOff = true;
                if (!IgnoresBeingCalledOff) started.TrySetCanceled(cancellation);
            });
        }

        public ClusterRequest Request { get; }

        /// <summary>Whether the start goes on although it was cancelled.</summary>
        public bool IgnoresBeingCalledOff { get; set; }

        public bool WasCalledOff { get; private set; }

        public int Disposals { get; private set; }

        /// <summary>What taking it away throws.</summary>
        public Exception? Stays { get; set; }

        public Task<ICluster> Task => started.Task;

        public bool IsAlive => Disposals == 0 && !started.Task.IsFaulted && !started.Task.IsCanceled;

        public string Provider => "manual";

        public string Version => "v1.36.2";

        public string Kubeconfig => "";

        public IApiClient Api => throw new NotSupportedException();

        public TimeSpan Patience => TimeSpan.Zero;

        public ClusterTraits Traits => throw new NotSupportedException();

        public void Succeed() => started.TrySetResult(this);

        public void Fail(string sentence) => started.TrySetException(new ClusterException(sentence));

        public IApiClient ConnectAs(string token) => throw new NotSupportedException();

        public ValueTask<Uri> AddressAsync(string @namespace, string service, int port, CancellationToken cancellation = default) => throw new NotSupportedException();

        public ValueTask DisposeAsync()
        {
            Disposals++;
            return Stays is null ? ValueTask.CompletedTask : ValueTask.FromException(Stays);
        }
    }
}
