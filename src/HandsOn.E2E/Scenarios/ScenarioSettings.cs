using System.Globalization;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Manifests;
using HandsOn.E2E.Reporting.GitHub;
using HandsOn.E2E.Snapshots;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Scenarios;

/// <summary>How scenarios run.</summary>
public sealed record ScenarioSettings
{
    /// <summary>The cluster provider (<c>HANDSON_CLUSTER</c>).</summary>
    public string Provider { get; init; } = "embedded";

    /// <summary>The Kubernetes minor (<c>HANDSON_K8S</c>); the provider's own where none is named.</summary>
    public KubernetesMinor? Minor { get; init; }

    /// <summary>The very release of the cluster (<c>HANDSON_K8S</c>, where it says more than a minor): <c>v1.36.5-k3s1</c>.</summary>
    public string? Release { get; init; }

    /// <summary>The context of the kubeconfig (<c>HANDSON_CONTEXT</c>), for the provider that uses clusters that exist.</summary>
    public string? Context { get; init; }

    /// <summary>The class of the ingress controller (<c>HANDSON_INGRESS_CLASS</c>): ingress-nginx, which scenarios install, or one that the cluster has.</summary>
    public string IngressClass { get; init; } = IngressSettings.DefaultClass;

    /// <summary>The part of the scenarios that this job runs (<c>HANDSON_SHARDS</c>: <c>1/3</c>); all where none is named.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Whether images are looked for and fetched before anything is deployed; not where <c>HANDSON_IMAGES=skip</c> says that the clusters have them.</summary>
    public bool LooksForImages { get; init; } = true;

    /// <summary>The folder of manifests to test in place of the scenarios' own (<c>HANDSON_MANIFESTS</c>); <see langword="null"/>: their own.</summary>
    public string? Manifests { get; init; }

    /// <summary>Whether clusters and work folders outlive their scenarios (<c>HANDSON_KEEP=1</c>).</summary>
    public bool Keep { get; init; }

    /// <summary>Where reports, work folders and what is kept of failures go (<c>HANDSON_RUN_DIR</c>).</summary>
    public string? RunFolder { get; init; }

    /// <summary>How long a wait may take (<c>HANDSON_TIMEOUT</c>, seconds); the cluster's own patience where nothing is said.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>How snapshots are compared (<c>HANDSON_ACCEPT=1</c>; in CI a missing one is a failure).</summary>
    public SnapshotSettings Snapshots { get; init; } = new(Accept: false, Strict: false);

    /// <summary>The job on GitHub that is told of the run (<c>GITHUB_ACTIONS</c>, and what goes with it); <see langword="null"/> elsewhere.</summary>
    public GitHubJob? GitHub { get; init; }

    /// <summary>The cluster that these settings ask for.</summary>
    /// <param name="run">The run that it is for; nothing where it is only asked whether it could be had.</param>
    public ClusterRequest Request(string run = "") => new()
    {
        Minor = Minor,
        Release = Release,
        Run = run,
        Context = Context,
        IngressClass = IngressClass,
        Keep = Keep,
        LooksForImages = LooksForImages,
    };

    /// <summary>Rules for the comparison of an output: another controller's need not have been accepted before.</summary>
    internal SnapshotSettings SnapshotsFor(string command) =>
        IngressClass != IngressSettings.DefaultClass && OutputVersions.ShowsIngressClass(command) ? Snapshots with { Strict = false } : Snapshots;

    /// <summary>The images of the ingress controller that scenarios install.</summary>
    internal IEnumerable<NamedImage> IngressImages(KubernetesMinor minor) => IngressClass == IngressSettings.DefaultClass
        ? ManifestImages.Of(VersionedManifest.Render(ProjectFolders.Fixtures("ingress-nginx"), minor), IngressController.ManifestPath)
        : [];

    /// <summary>Reads the settings from environment variables.</summary>
    /// <param name="read">Reads one variable.</param>
    /// <param name="providers">The providers that can be named.</param>
    /// <exception cref="SettingsException">A variable says something that cannot be: one sentence.</exception>
    public static ScenarioSettings FromEnvironment(Func<string, string?> read, ClusterProviders providers)
    {
        var provider = Text("HANDSON_CLUSTER") ?? "embedded";
        if (!providers.Names.Contains(provider))
            throw new SettingsException($"HANDSON_CLUSTER: there is no cluster provider \"{provider}\"; there is {string.Join(", ", providers.Names)}");
        string? release = null;
        return new()
        {
            Provider = provider,
            Minor = Text("HANDSON_K8S") is not { } version ? null
                : ReleaseName.TryRead(version, out var minor, out release) ? minor
                : throw new SettingsException($"HANDSON_K8S: \"{version}\" is no Kubernetes version; write it as 1.36"),
            Release = release,
            Context = Text("HANDSON_CONTEXT"),
            IngressClass = Text("HANDSON_INGRESS_CLASS") ?? IngressSettings.DefaultClass,
            Shard = Text("HANDSON_SHARDS") is { } shard ? Shard.Parse(shard, "HANDSON_SHARDS") : null,
            LooksForImages = Text("HANDSON_IMAGES") switch
            {
                null => true,
                "skip" => false,
                { } other => throw new SettingsException($"HANDSON_IMAGES: \"{other}\" means nothing; \"skip\" leaves images to the clusters"),
            },
            Manifests = Text("HANDSON_MANIFESTS") is not { } folder ? null
                : Directory.Exists(folder) ? Path.GetFullPath(folder)
                : throw new SettingsException($"HANDSON_MANIFESTS: there is no folder {folder}"),
            Keep = Flag("HANDSON_KEEP"),
            RunFolder = Text("HANDSON_RUN_DIR") is { } runs ? Path.GetFullPath(runs) : null,
            Patience = Text("HANDSON_TIMEOUT") is not { } seconds ? null
                : double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 ? TimeSpan.FromSeconds(number)
                : throw new SettingsException($"HANDSON_TIMEOUT: \"{seconds}\" is no number of seconds"),
            Snapshots = new(Flag("HANDSON_ACCEPT"), Flag("CI")),
            GitHub = GitHubJob.FromEnvironment(read),
        };

        string? Text(string name) => read(name) is { Length: > 0 } text ? text : null;
        bool Flag(string name) => Text(name) is { } text && text is not ("0" or "false");
    }
}
