using HandsOn.E2E.Api;
using HandsOn.E2E.Diagnostics.RootCauses;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Manifests;
using HandsOn.E2E.Scopes;

namespace HandsOn.E2E.Scenarios;

/// <summary>A folder of manifests whose files a scenario has in its work folder, under a place of their own.</summary>
/// <param name="Folder">Where the user keeps them; failures point there.</param>
/// <param name="Place">Where the scenario has them: <c>examples/guestbook</c>.</param>
internal sealed record BroughtManifests(string Folder, string Place)
{
    /// <summary>The line that says what a cause blames; <see langword="null"/> where no manifest does.</summary>
    /// <exception cref="ManifestException">A manifest cannot be read.</exception>
    public SourceLine? Find(Cause cause, ClusterScope scope) =>
        cause.Culprit is { } culprit ? Index(scope).Find(culprit, cause.Field) : null;

    /// <summary>The line that says what an object's field holds; <see langword="null"/> where no manifest does.</summary>
    /// <exception cref="ManifestException">A manifest cannot be read.</exception>
    public SourceLine? Find(Subject subject, string field, ClusterScope scope) => Index(scope).Find(subject, field);

    /// <summary>The line of a field in the file that a message names; <see langword="null"/> where it names none of these.</summary>
    /// <exception cref="ManifestException">A manifest cannot be read.</exception>
    public SourceLine? FindNamed(string message, string field, ClusterScope scope)
    {
        var index = Index(scope);
        var names = ManifestIndex.Files(Folder).Select(f => Path.GetFileName(f));
        var named = names.FirstOrDefault(name => message.Contains($"{Place}/{name}", StringComparison.Ordinal));
        return named is null ? null : index.Find(named, field);
    }

    private ManifestIndex Index(ClusterScope scope) => ManifestIndex.Read(Folder, ProjectFolders.Shown(Folder), scope);
}
