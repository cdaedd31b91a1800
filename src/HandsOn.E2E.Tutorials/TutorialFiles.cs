using HandsOn.E2E.Inputs;
using HandsOn.E2E.Tutorials.Texts;

namespace HandsOn.E2E.Tutorials;

/// <summary>Files that a text takes for granted: its reader has them already.</summary>
/// <param name="Folder">The folder that holds them; its subfolders are not read.</param>
/// <param name="Place">Their place in the reader's work folder, as the text names it: <c>examples/guestbook</c>.</param>
public sealed record TutorialFiles(string Folder, string Place)
{
    /// <summary>The file of the folder that a path of the text means; <see langword="null"/> where the path leads elsewhere.</summary>
    internal string? Find(string path) =>
        path.StartsWith(Place + "/", StringComparison.Ordinal) ? Path.Combine(Folder, path[(Place.Length + 1)..]) : null;

    /// <summary>Demands the files that a text edits.</summary>
    /// <exception cref="ManifestException">The folder lacks one of them.</exception>
    internal void Demand(TutorialText text)
    {
        foreach (var edit in text.Sections.SelectMany(s => s.Steps).OfType<EditFileStep>())
            if (Find(edit.Path) is { } file && !File.Exists(file))
                throw new ManifestException(file, 0, $"there is no such file, and the hands-on edits it ({text.File}:{edit.Line})");
    }
}
