using System.CommandLine;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Versions;
using HandsOn.Scenarios.Running;

namespace HandsOn.E2E.Cli.Commands;

/// <summary>What can be said about a run of the scenarios, on the command line and, where it says nothing, in the environment.</summary>
internal sealed class RunOptions
{
    private readonly Option<string?> cluster = new("--cluster") { Description = $"Cluster provider: {string.Join(", ", Providers.All.Names)}; without it k3s where Docker can run it, else embedded", HelpName = "PROVIDER" };
    private readonly Option<string> minor = MinorOption.Create(", or a release of k3s (v1.36.5-k3s1)");
    private readonly Option<string?> matrix = new("--matrix") { Description = "Run on these minors one after the other and show section by minor: 1.31..1.37, or 1.20,1.25,1.36", HelpName = "MINORS" };
    private readonly Option<string?> context = new("--context") { Description = "Context of your kubeconfig; for --cluster kubeconfig, which never takes one by itself", HelpName = "NAME" };
    private readonly Option<string> filter = new("--filter") { Description = "Run only scenarios whose name contains this", HelpName = "TEXT", DefaultValueFactory = _ => "" };
    private readonly Option<string?> shards = new("--shards") { Description = "Run only part I of N; the parts of the same scenarios together are all of them", HelpName = "I/N" };
    private readonly Option<string?> manifests = new("--manifests") { Description = "Folder of the manifests to test instead of the guestbook's own", HelpName = "DIR" };
    private readonly Option<string?> ingressClass = new("--ingress-class") { Description = "Class of the ingress controller that serves; one that the cluster has, or nginx, which the text installs", HelpName = "CLASS" };
    private readonly Option<bool> keep = new("--keep") { Description = "Leave the clusters up afterwards and print how to reach and remove them" };

    public void AddTo(RootCommand root)
    {
        foreach (var option in new Option[] { cluster, minor, matrix, context, filter, shards, manifests, ingressClass, keep }) root.Options.Add(option);
    }

    public string Filter(ParseResult parsed) => parsed.GetValue(filter)!;

    /// <summary>Whether nobody has named a provider.</summary>
    public bool LeavesProviderToUs(ParseResult parsed, Func<string, string?> environment) => parsed.GetValue(cluster) is null && environment("HANDSON_CLUSTER") is null or "";

    /// <summary>The minors of a matrix; none where the run is on one cluster version.</summary>
    /// <exception cref="BadInputException">They cannot be read, or do not go with something else.</exception>
    public IReadOnlyList<KubernetesMinor> Matrix(ParseResult parsed, ScenarioSettings settings)
    {
        if (parsed.GetValue(matrix) is not { } text) return [];
        var other = parsed.GetResult(minor) is { Implicit: false } ? "--k8s" : settings.Keep ? "--keep" : settings.Provider == ProviderChoice.Kubeconfig ? $"--cluster {settings.Provider}" : null;
        if (other is not null) throw new BadInputException($"--matrix {text}: does not go with {other}");
        try
        {
            var minors = MinorRanges.Parse(text);
            if (settings.Provider == ProviderChoice.Embedded)
                foreach (var each in minors) MinorOption.Demand($"--matrix {text}", each);
            return minors;
        }
        catch (FormatException unreadable)
        {
            throw new BadInputException($"--matrix {text}: {unreadable.Message}; write it as 1.31..1.37 or 1.20,1.25,1.36");
        }
    }

    /// <exception cref="BadInputException">Something cannot be, or does not go together.</exception>
    /// <exception cref="SettingsException">Neither can something in the environment.</exception>
    public ScenarioSettings Settings(ParseResult parsed, Func<string, string?> environment)
    {
        var named = parsed.GetValue(cluster);
        if (named is not null) ProviderChoice.Demand("--cluster", named, Providers.All);
        // The other's word is of no weight, whatever it says.
        var said = ScenarioSettings.FromEnvironment(name => named is not null && name == "HANDSON_CLUSTER" ? named : environment(name), Providers.All);
        var release = parsed.GetResult(minor) is { Implicit: false } ? MinorOption.ReadRelease(parsed.GetValue(minor)!) : (said.Minor, said.Release);
        var folder = parsed.GetValue(manifests);
        if (folder is not null && !Directory.Exists(folder)) throw new BadInputException($"--manifests {folder}: there is no such folder");
        var settings = said with
        {
            Minor = release.Item1,
            Release = release.Item2,
            Context = Text("--context", parsed.GetValue(context)) ?? said.Context,
            IngressClass = Text("--ingress-class", parsed.GetValue(ingressClass)) ?? said.IngressClass,
            Shard = parsed.GetValue(shards) is { } part ? Shard.Parse(part, "--shards") : said.Shard,
            Manifests = folder is null ? said.Manifests : Path.GetFullPath(folder),
            Keep = parsed.GetValue(keep) || said.Keep,
        };
        if (parsed.GetValue(context) is { } unused && settings.Provider != ProviderChoice.Kubeconfig)
            throw new BadInputException($"--context {unused}: only --cluster {ProviderChoice.Kubeconfig} uses a context");
        if (settings.Provider == ProviderChoice.Embedded && settings.Minor is { } wanted) MinorOption.Demand($"--k8s {wanted}", wanted);
        return settings;
    }

    private static string? Text(string option, string? value) => value is null || value.Trim().Length > 0 ? value : throw new BadInputException($"{option}: give a name");
}
