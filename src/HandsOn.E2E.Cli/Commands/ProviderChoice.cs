using HandsOn.E2E.Clusters;
using HandsOn.E2E.Clusters.K3s;
using HandsOn.E2E.Scenarios;

namespace HandsOn.E2E.Cli.Commands;

/// <summary>Which provider a run uses: the one that the user names, or k3s where it can be had, else the embedded cluster.</summary>
internal static class ProviderChoice
{
    public const string Embedded = "embedded";
    public const string K3s = "k3s";
    public const string Kubeconfig = "kubeconfig";

    /// <summary>Says why the script has built this program without the providers of real clusters, where it wanted them.</summary>
    public const string WhyNotBuilt = "HANDSON_WHY_NOT_REAL";

    /// <summary>All providers that some build has.</summary>
    public static IReadOnlyList<string> All { get; } = [Embedded, K3s, Kubeconfig];

    /// <exception cref="BadInputException">There is no such provider in this build.</exception>
    public static void Demand(string option, string name)
    {
        if (ClusterProviders.Names.Contains(name)) return;
        throw new BadInputException(All.Contains(name)
            ? $"{option} {name}: this build has no providers of real clusters; build with -p:RealClusters=true, as ./run-e2e.sh does by itself"
            : $"{option} {name}: there is no such provider; there is {string.Join(", ", All)}");
    }

    /// <summary>The settings with a provider that can make their clusters, the same for all, and one line about it where the user has not named it.</summary>
    /// <param name="runs">What the user wants.</param>
    /// <param name="isOurs">Whether the choice is left to us.</param>
    /// <param name="find">The providers that there are, by name.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="cancellation">Ends the question.</param>
    /// <exception cref="BadInputException">No provider can.</exception>
    public static async Task<(IReadOnlyList<ScenarioSettings> Runs, string? Line)> MakeAsync(
        IReadOnlyList<ScenarioSettings> runs, bool isOurs, Func<string, IClusterProvider?> find, Func<string, string?> environment, CancellationToken cancellation)
    {
        var asked = await WhyNotAsync(find(runs[0].Provider)!, runs, cancellation).ConfigureAwait(false);
        // A provider that the user names runs what it can of several minors: that it cannot run one of them is an answer.
        if (!isOurs) return asked.Contains(null) ? (runs, null) : throw new BadInputException($"--cluster {runs[0].Provider}: {asked[0]}");
        var whyNotReal = find(K3s) is { } k3s ? First(await WhyNotAsync(k3s, runs, cancellation).ConfigureAwait(false))
            : environment(WhyNotBuilt) is { Length: > 0 } why ? why
            : await DockerProbe.WhyNotAsync(environment, cancellation).ConfigureAwait(false) ?? "a Docker engine answers, but this build has no providers of real clusters";
        if (whyNotReal is null)
            return ([.. runs.Select(run => run with { Provider = K3s })], "cluster: k3s in Docker (an engine answers, and the image can be had; the simulator is --cluster embedded)");
        return First(asked) is not { } neither ? (runs, $"cluster: embedded simulator ({whyNotReal})") : throw new BadInputException($"{neither}; and k3s cannot be used: {whyNotReal}");
    }

    private static string? First(IEnumerable<string?> reasons) => reasons.FirstOrDefault(r => r is not null);

    private static Task<string?[]> WhyNotAsync(IClusterProvider provider, IEnumerable<ScenarioSettings> runs, CancellationToken cancellation) =>
        Task.WhenAll(runs.Select(run => provider.WhyNotAsync(run.Request(), cancellation)));
}
