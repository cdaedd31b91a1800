using HandsOn.E2E.Manifests;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Tutorial;

/// <summary>The manifests that the hands-on opens by name.</summary>
public static class HandsOnFiles
{
    /// <summary>Says which of them a folder of manifests lacks.</summary>
    /// <exception cref="ManifestException">It lacks one.</exception>
    public static void Demand(string folder, KubernetesMinor minor)
    {
        var text = ProjectFolders.Fixtures(Path.Combine("tutorial", "kubernetes-handson.md"));
        foreach (var edit in TutorialText.Load(text, minor, ProjectFolders.Shown(text)).Sections.SelectMany(s => s.Steps).OfType<EditFileStep>())
            if (edit.Path.StartsWith("examples/guestbook/", StringComparison.Ordinal) && Path.Combine(folder, Path.GetFileName(edit.Path)) is var file && !File.Exists(file))
                throw new ManifestException(file, 0, $"there is no such file, and the hands-on edits it ({ProjectFolders.Shown(text)}:{edit.Line})");
    }
}
