using HandsOn.E2E.Clusters;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Tutorial.Amendments;
using HandsOn.E2E.Tutorial.Parsing;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Tutorial;

/// <summary>A hands-on's text, read for one Kubernetes minor: its sections, and what a reader of each types.</summary>
public sealed class TutorialText
{
    private TutorialText(string file, IReadOnlyList<TutorialSection> sections)
    {
        File = file;
        Sections = sections;
    }

    /// <summary>The text's file, as failures name it.</summary>
    public string File { get; }

    /// <summary>Every heading of the text, in order, with what stands below it; a section's steps are also those of the headings above it.</summary>
    public IReadOnlyList<TutorialSection> Sections { get; }

    /// <summary>The section of that heading.</summary>
    /// <exception cref="TutorialException">The text has no such heading.</exception>
    public TutorialSection Section(string heading) =>
        Sections.FirstOrDefault(s => s.Heading == heading)
        ?? throw new TutorialException(File, 1, $"the text has no heading \"{heading}\"; it has {string.Join(", ", Sections.Select(s => $"\"{s.Heading}\""))}");

    /// <summary>What a reader has done before he comes to that section, as far as the section builds on it.</summary>
    public IReadOnlyList<TutorialStep> StepsBefore(TutorialSection section) =>
        [.. Sections.SelectMany(s => s.Steps).Where(s => s.Line < section.Line && s.ChangesState).DistinctBy(s => s.Line)];

    /// <summary>Reads a text and the amendments that stand beside it (<c>amendments.yaml</c>).</summary>
    /// <param name="path">The text.</param>
    /// <param name="minor">The cluster's minor.</param>
    /// <param name="name">The name that failures give it; its path where none is given.</param>
    /// <param name="words">What amendments leave open (<c>${ingressClass}</c>), by name; ingress-nginx' where nothing is given.</param>
    /// <exception cref="TutorialException">The text holds something that may not or cannot be followed.</exception>
    /// <exception cref="Manifests.ManifestException">The amendments cannot be read.</exception>
    public static TutorialText Load(string path, KubernetesMinor minor, string? name = null, IReadOnlyDictionary<string, string>? words = null)
    {
        var amendments = AmendmentFile.Load(Path.Combine(Path.GetDirectoryName(path)!, "amendments.yaml"), words ?? new IngressController(IngressSettings.DefaultClass).Words);
        return Parse(System.IO.File.ReadAllText(path), name ?? path, amendments, minor);
    }

    /// <summary>Reads a text; <paramref name="file"/> is the name that failures give it.</summary>
    /// <exception cref="TutorialException">The text holds something that may not or cannot be followed.</exception>
    public static TutorialText Parse(string text, string file, IEnumerable<Amendment> amendments, KubernetesMinor minor) =>
        new(file, new TutorialParser(file, AmendedLines.Of(file, text, amendments, minor)).Parse());
}
