using HandsOn.E2E.Tutorials.Amendments;
using HandsOn.E2E.Tutorials.Texts;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Tutorials.Parsing;

/// <summary>One line as it is followed: where it stands in the text, what it says today, and why that differs.</summary>
internal sealed record TextLine(int Number, string Text, Amendment? Amendment);

/// <summary>Puts amendments into a text. Every line keeps the number that it has in the text.</summary>
internal static class AmendedLines
{
    public static IReadOnlyList<TextLine> Of(string file, string text, IEnumerable<Amendment> amendments, KubernetesMinor minor)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select((line, i) => new TextLine(i + 1, line, null)).ToList();
        foreach (var amendment in amendments.Where(a => a.AppliesTo(minor)).OrderByDescending(a => a.First)) Put(file, lines, amendment);
        return lines;
    }

    private static void Put(string file, List<TextLine> lines, Amendment amendment)
    {
        var at = lines.FindIndex(l => l.Number == amendment.First);
        var count = amendment.Last - amendment.First + 1;
        var there = at < 0 ? [] : lines.Skip(at).Take(count).Select(l => l.Text.TrimEnd()).ToList();
        if (!there.SequenceEqual(amendment.Was.Select(w => w.TrimEnd())))
            throw new TutorialException(file, amendment.First,
                $"an amendment does not fit the text any more: it expects \"{string.Join("\\n", amendment.Was)}\" here, not \"{string.Join("\\n", there)}\"");
        lines.RemoveRange(at, count);
        lines.InsertRange(at, amendment.Becomes.Select((line, i) => new TextLine(Math.Min(amendment.First + i, amendment.Last), line, amendment)));
    }
}
