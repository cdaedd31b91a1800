using System.Globalization;

namespace HandsOn.E2E.RealClusters.K3s.Leftovers;

/// <summary>Whose something is: the labels that everything carries which a run makes in the engine.</summary>
/// <param name="Run">The run.</param>
/// <param name="Host">The machine on which it runs, or what it takes for one.</param>
/// <param name="Process">Its process.</param>
/// <param name="Started">When that process began: another one may get its number later.</param>
internal sealed record RunLabels(string Run, string Host, int Process, DateTimeOffset Started)
{
    /// <summary>The run; everything has it.</summary>
    public const string RunLabel = "io.handson-e2e.run";

    /// <summary>The cluster that something belongs to.</summary>
    public const string ClusterLabel = "io.handson-e2e.cluster";

    private const string HostLabel = "io.handson-e2e.host";
    private const string ProcessLabel = "io.handson-e2e.process";
    private const string StartedLabel = "io.handson-e2e.started";
    private const string KeepLabel = "io.handson-e2e.keep";

    /// <summary>The labels of something that belongs to a cluster; <paramref name="keep"/> where it is to outlive the run.</summary>
    public IReadOnlyDictionary<string, string> Of(string cluster, bool keep)
    {
        var labels = new Dictionary<string, string>
        {
            [RunLabel] = Run,
            [ClusterLabel] = cluster,
            [HostLabel] = Host,
            [ProcessLabel] = Process.ToString(CultureInfo.InvariantCulture),
            [StartedLabel] = Started.ToString("O", CultureInfo.InvariantCulture),
        };
        if (keep) labels[KeepLabel] = "true";
        return labels;
    }

    /// <summary>Whether somebody wants to keep it.</summary>
    public static bool IsKept(MarkedThing thing) => thing.Labels.ContainsKey(KeepLabel);

    /// <summary>Whose it is; <see langword="null"/> where the labels do not say.</summary>
    public static RunLabels? Read(MarkedThing thing) =>
        thing.Labels.TryGetValue(RunLabel, out var run) && thing.Labels.TryGetValue(HostLabel, out var host)
        && int.TryParse(thing.Labels.GetValueOrDefault(ProcessLabel), NumberStyles.None, CultureInfo.InvariantCulture, out var process)
        && DateTimeOffset.TryParse(thing.Labels.GetValueOrDefault(StartedLabel), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var started)
            ? new(run, host, process, started)
            : null;
}
