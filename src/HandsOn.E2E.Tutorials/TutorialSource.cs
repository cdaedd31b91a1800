using System.Collections.ObjectModel;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Manifests;
using HandsOn.E2E.Tutorials.Amendments;
using HandsOn.E2E.Tutorials.Parsing;
using HandsOn.E2E.Tutorials.Texts;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Tutorials;

/// <summary>A text to follow, with what belongs to it: its amendments, and the files that its reader has.</summary>
/// <example><code>
/// var source = TutorialSource.Of("docs/getting-started.md") with { Files = [new("deploy", "manifests")] };
/// var text = source.Read(KubernetesMinor.Parse("1.36"));
/// </code></example>
/// <param name="Path">The Markdown file.</param>
public sealed record TutorialSource(string Path)
{
    /// <summary>The name of the file of amendments that stands beside a text.</summary>
    public const string AmendmentsFile = "amendments.yaml";

    /// <summary>The file of its amendments; <see langword="null"/> where the text is followed as it is written.</summary>
    public string? Amendments { get; init; }

    /// <summary>The files that its reader has; none where the text writes all of its files itself.</summary>
    public IReadOnlyList<TutorialFiles> Files { get; init; } = [];

    /// <summary>The values of the <c>${names}</c> that its amendments leave open.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The images of its files, each once.</summary>
    public IReadOnlyList<NamedImage> Images => [.. Files.SelectMany(f => ManifestImages.OfFolder(f.Folder)).DistinctBy(i => i.Name)];

    /// <summary>The text's name in reports and failures.</summary>
    public string Name => ProjectFolders.Shown(Path);

    /// <summary>A text with the amendments that stand beside it, where there are any (<see cref="AmendmentsFile"/>).</summary>
    public static TutorialSource Of(string path)
    {
        var beside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!, AmendmentsFile);
        return new(path) { Amendments = File.Exists(beside) ? beside : null };
    }

    /// <summary>This text with the files of another folder in place of its own.</summary>
    /// <param name="folder">The folder; <see langword="null"/>: its own files stay.</param>
    public TutorialSource WithFilesOf(string? folder) =>
        folder is null ? this : this with { Files = [.. Files.Select(f => f with { Folder = folder })] };

    /// <summary>Reads the text as it is followed on a minor.</summary>
    /// <exception cref="TutorialException">The text holds something that may not or cannot be followed.</exception>
    /// <exception cref="ManifestException">The text is missing, or its amendments cannot be read.</exception>
    public TutorialText Read(KubernetesMinor minor) => File.Exists(Path)
        ? TutorialParser.Parse(File.ReadAllText(Path), Name, ReadAmendments(), minor)
        : throw new ManifestException(Path, 0, "there is no such file");

    /// <summary>Reads the amendments of all minors.</summary>
    /// <exception cref="ManifestException">They cannot be read.</exception>
    public IReadOnlyList<Amendment> ReadAmendments() => Amendments is null ? [] : AmendmentFile.Load(Amendments, Words);

    /// <summary>Demands the files that the text edits on a minor.</summary>
    /// <exception cref="ManifestException">A folder lacks one of them.</exception>
    /// <exception cref="TutorialException">The text cannot be followed.</exception>
    public void DemandFiles(KubernetesMinor minor)
    {
        var text = Read(minor);
        foreach (var files in Files) files.Demand(text);
    }
}
