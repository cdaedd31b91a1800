using HandsOn.E2E.Clusters;
using HandsOn.E2E.Scenarios;

namespace HandsOn.E2E.Cli.Commands;

/// <summary>Which provider a run uses: the one that the user names, or k3s where it can be had, else the embedded cluster.</summary>
internal static class ProviderChoice
{
    public const string Embedded = "embedded";
    public const string K3s = "k3s";
    public const string Kubeconfig = "kubeconfig";

    /// <exception cref="BadInputException">There is no such provider.</exception>
    public static void Demand(string option, string name, ClusterProviders providers)
    {
        if (!providers.Names.Contains(name)) throw new BadInputException($"{option} {name}: there is no such provider; there is {string.Join(", ", providers.Names)}");
    }

    /// <summary>The settings with a provider that can make their clusters, the same for all, and one line about it where the user has not named it.</summary>
    /// <param name="runs">What the user wants.</param>
    /// <param name="isOurs">Whether the choice is left to us.</param>
    /// <param name="providers">The providers that there are.</param>
    /// <param name="cancellation">Ends the question.</param>
    /// <exception cref="BadInputException">No provider can.</exception>
    public static async Task<(IReadOnlyList<ScenarioSettings> Runs, string? Line)> MakeAsync(
        IReadOnlyList<ScenarioSettings> runs, bool isOurs, ClusterProviders providers, CancellationToken cancellation)
    {
        var asked = await WhyNotAsync(runs[0].Provider).ConfigureAwait(false);
        // A provider that the user names runs what it can of several minors: that it cannot run one of them is an answer.
        if (!isOurs) return asked.Contains(null) ? (runs, null) : throw new BadInputException($"--cluster {runs[0].Provider}: {asked[0]}");
        var whyNotReal = First(await WhyNotAsync(K3s).ConfigureAwait(false));
        if (whyNotReal is null)
            return ([.. runs.Select(run => run with { Provider = K3s })], "cluster: k3s in Docker (an engine answers, and the image can be had; the simulator is --cluster embedded)");
        return First(asked) is not { } neither ? (runs, $"cluster: embedded simulator ({whyNotReal})") : throw new BadInputException($"{neither}; and k3s cannot be used: {whyNotReal}");

        Task<string?[]> WhyNotAsync(string provider) => Task.WhenAll(runs.Select(run => providers.Find(provider).WhyNotAsync(run.Request(), cancellation)));
    }

    private static string? First(IEnumerable<string?> reasons) => reasons.FirstOrDefault(r => r is not null);
}
