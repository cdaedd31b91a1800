using System.Globalization;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Snapshots;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Scenarios;

/// <summary>A setting is wrong: one sentence.</summary>
public sealed class SettingsException(string message) : Exception(message);

/// <summary>How scenarios run.</summary>
public sealed record ScenarioSettings
{
    /// <summary>The cluster provider (<c>HANDSON_CLUSTER</c>).</summary>
    public string Provider { get; init; } = "embedded";

    /// <summary>The Kubernetes minor (<c>HANDSON_K8S</c>); the provider's own where none is named.</summary>
    public KubernetesMinor? Minor { get; init; }

    /// <summary>The folder of the guestbook's manifests (<c>HANDSON_MANIFESTS</c>).</summary>
    public string Manifests { get; init; } = ProjectFolders.Fixtures("guestbook");

    /// <summary>Whether clusters and work folders outlive their scenarios (<c>HANDSON_KEEP=1</c>).</summary>
    public bool Keep { get; init; }

    /// <summary>Where reports, work folders and what is kept of failures go (<c>HANDSON_RUN_DIR</c>).</summary>
    public string? RunFolder { get; init; }

    /// <summary>How long a wait may take (<c>HANDSON_TIMEOUT</c>, seconds); the cluster's own patience where nothing is said.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>How snapshots are compared (<c>HANDSON_ACCEPT=1</c>; in CI a missing one is a failure).</summary>
    public SnapshotSettings Snapshots { get; init; } = new(Accept: false, Strict: false);

    /// <summary>Whether failures are written as GitHub annotations (<c>GITHUB_ACTIONS</c>).</summary>
    public bool GitHub { get; init; }

    /// <summary>Reads the settings from environment variables.</summary>
    /// <param name="read">Reads one variable.</param>
    /// <exception cref="SettingsException">A variable says something that cannot be: one sentence.</exception>
    public static ScenarioSettings FromEnvironment(Func<string, string?> read)
    {
        var provider = Text("HANDSON_CLUSTER") ?? "embedded";
        if (!ClusterProviders.Names.Contains(provider))
            throw new SettingsException($"HANDSON_CLUSTER: there is no cluster provider \"{provider}\" in this build; there is {string.Join(", ", ClusterProviders.Names)}");
        return new()
        {
            Provider = provider,
            Minor = Text("HANDSON_K8S") is not { } minor ? null
                : KubernetesMinor.TryParse(minor, out var parsed) ? parsed
                : throw new SettingsException($"HANDSON_K8S: \"{minor}\" is no Kubernetes version; write it as 1.36"),
            Manifests = Text("HANDSON_MANIFESTS") is not { } folder ? ProjectFolders.Fixtures("guestbook")
                : Directory.Exists(folder) ? Path.GetFullPath(folder)
                : throw new SettingsException($"HANDSON_MANIFESTS: there is no folder {folder}"),
            Keep = Flag("HANDSON_KEEP"),
            RunFolder = Text("HANDSON_RUN_DIR") is { } runs ? Path.GetFullPath(runs) : null,
            Patience = Text("HANDSON_TIMEOUT") is not { } seconds ? null
                : double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 ? TimeSpan.FromSeconds(number)
                : throw new SettingsException($"HANDSON_TIMEOUT: \"{seconds}\" is no number of seconds"),
            Snapshots = new(Flag("HANDSON_ACCEPT"), Flag("CI")),
            GitHub = Flag("GITHUB_ACTIONS"),
        };

        string? Text(string name) => read(name) is { Length: > 0 } text ? text : null;
        bool Flag(string name) => Text(name) is { } text && text is not ("0" or "false");
    }
}
