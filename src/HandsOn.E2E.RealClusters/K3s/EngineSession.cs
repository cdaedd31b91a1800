using System.Collections.Concurrent;
using System.Globalization;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.RealClusters.K3s.Engine;
using HandsOn.E2E.RealClusters.K3s.Images;
using HandsOn.E2E.RealClusters.K3s.Leftovers;
using HandsOn.E2E.RealClusters.K3s.Starting;
using HandsOn.E2E.RealClusters.Retries;
using HandsOn.E2E.Reporting;

namespace HandsOn.E2E.RealClusters.K3s;

/// <summary>What all clusters of a process share of the engine: the connection, what machine it is on, images that are there, the reaper.</summary>
internal sealed class EngineSession(Func<string, string?> environment, TimeProvider time)
{
    private const string ApiVersion = "DOCKER_API_VERSION";
    private const string Meminfo = "/proc/meminfo";

    // As Testcontainers names it where nobody names another.
    private const string ReaperImage = "testcontainers/ryuk:0.14.0";

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RegistryLimit = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, byte> here = [];
    private readonly SemaphoreSlim once = new(1);
    private DockerEngine? engine;
    private bool reaperSettled;

    /// <summary>The engine's machine, once it has been asked.</summary>
    public EngineMachine Machine { get; private set; } = new("", false, new(1, 0));

    /// <summary>How many clusters it bears.</summary>
    public Capacity Capacity => Machine.Capacity;

    private TimeSpan PullPatience => environment("HANDSON_PULL_TIMEOUT") is { Length: > 0 } said && double.TryParse(said, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
        ? TimeSpan.FromSeconds(seconds)
        : TimeSpan.FromMinutes(1);

    /// <summary>The engine.</summary>
    /// <exception cref="EngineException">There is none: one sentence.</exception>
    public async Task<DockerEngine> EngineAsync(CancellationToken cancellation)
    {
        await once.WaitAsync(cancellation);
        try
        {
            return engine ??= await ConnectAsync(cancellation);
        }
        finally
        {
            once.Release();
        }
    }

    /// <summary>The labels of what a run makes for a cluster: whose it is, and, unless it is to be kept, that the reaper is to take it away with this process.</summary>
    public static IReadOnlyDictionary<string, string> Labels(string run, string cluster, bool keep)
    {
        var owner = new RunLabels(run, Environment.MachineName, Environment.ProcessId, RunningProcesses.StartOf(Environment.ProcessId) ?? DateTimeOffset.MinValue);
        var labels = owner.Of(cluster, keep);
        return keep || !TestcontainersSettings.ResourceReaperEnabled ? labels
            : labels.Append(new(ResourceReaper.ResourceReaperSessionLabel, ResourceReaper.DefaultSessionId.ToString("D"))).ToDictionary();
    }

    /// <summary>Looks at images as a cluster will.</summary>
    public async Task<ImagePreflight> PreflightAsync(bool refusesSchema1, TransientFaults faults, CancellationToken cancellation) =>
        new(await EngineAsync(cancellation), Machine.Platform, refusesSchema1, RegistryLimit, faults, time);

    /// <summary>Sees to it that the engine has an image.</summary>
    /// <exception cref="ClusterException">It cannot be fetched: one sentence.</exception>
    public async Task FetchAsync(string image, IRunProgress progress, TransientFaults faults, CancellationToken cancellation)
    {
        if (here.ContainsKey(image)) return;
        var from = await EngineAsync(cancellation);
        if (await from.PlatformHereAsync(ImageReference.Parse(image), cancellation) != Machine.Platform)
            await new ImagePull(from, Machine.Platform, PullPatience, progress, faults, time).RunAsync(image, cancellation);
        here[image] = 0;
    }

    /// <summary>Testcontainers' reaper takes everything away when this process dies; where its image cannot be had, the next run does.</summary>
    public async Task ReapAsync(IRunProgress progress, TransientFaults faults, CancellationToken cancellation)
    {
        if (reaperSettled || !TestcontainersSettings.ResourceReaperEnabled) return;
        try
        {
            var image = environment("TESTCONTAINERS_RYUK_CONTAINER_IMAGE") is { Length: > 0 } other ? other : ReaperImage;
            await FetchAsync(image, progress, faults, cancellation);
        }
        catch (ClusterException missing)
        {
            TestcontainersSettings.ResourceReaperEnabled = false;
            progress.Said($"no reaper ({missing.Message}): should this process be killed, the next run takes away what it leaves");
        }
        reaperSettled = true;
    }

    private async Task<DockerEngine> ConnectAsync(CancellationToken cancellation)
    {
        var connected = await DockerEngine.ConnectAsync(EngineAddress.Find(environment, File.Exists), AnswerLimit, time, cancellation);
        Machine = EngineMachine.Read(await connected.InfoAsync(cancellation), connected.Address.IsLocal && File.Exists(Meminfo) ? await File.ReadAllTextAsync(Meminfo, cancellation) : null);
        // Testcontainers asks for an API that older engines do not have, and reads this before it asks.
        if (connected.Version.MustBeSaid && environment(ApiVersion) is null or "") Environment.SetEnvironmentVariable(ApiVersion, connected.Version.Spoken.ToString());
        return connected;
    }
}
