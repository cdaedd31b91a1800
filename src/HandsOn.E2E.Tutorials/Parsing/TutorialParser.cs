using System.Globalization;
using System.Text.RegularExpressions;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Tutorials.Amendments;
using HandsOn.E2E.Tutorials.Texts;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Tutorials.Parsing;

/// <summary>
/// Finds headings and what is typed below them. A line that begins with <c>$ </c> is a command; what follows it belongs to it: a
/// here-document's lines, an edit's <c>line N:</c> lines, or the output that the text shows.
/// </summary>
public sealed partial class TutorialParser
{
    private readonly string file;
    private readonly IReadOnlyList<TextLine> lines;
    private readonly List<(string Heading, int Level, int Line)> headings = [];
    private readonly List<TutorialStep> steps = [];
    private int at;

    private TutorialParser(string file, IReadOnlyList<TextLine> lines)
    {
        this.file = file;
        this.lines = lines;
    }

    /// <summary>Reads a text as it is followed on a minor.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The name that failures give it.</param>
    /// <param name="amendments">What is typed instead of some of its lines.</param>
    /// <param name="minor">The minor.</param>
    /// <exception cref="TutorialException">The text holds something that may not or cannot be followed.</exception>
    public static TutorialText Parse(string text, string file, IEnumerable<Amendment> amendments, KubernetesMinor minor) =>
        new(file, new TutorialParser(file, AmendedLines.Of(file, text, amendments, minor)).Sections());

    private IReadOnlyList<TutorialSection> Sections()
    {
        while (at < lines.Count)
        {
            var line = lines[at++];
            if (HeadingPattern().Match(line.Text) is { Success: true } heading)
                headings.Add((heading.Groups["words"].Value.Trim(), heading.Groups["marks"].Length, line.Number));
            else if (line.Text.StartsWith("$ ", StringComparison.Ordinal))
                steps.Add(Step(line, line.Text[2..].Trim()));
        }
        return [.. headings.Select(Section)];
    }

    private TutorialSection Section((string Heading, int Level, int Line) heading)
    {
        var end = headings.Where(h => h.Line > heading.Line && h.Level <= heading.Level).Select(h => h.Line).DefaultIfEmpty(int.MaxValue).First();
        return new(file, heading.Heading, heading.Level, heading.Line, [.. steps.Where(s => s.Line > heading.Line && s.Line < end)]);
    }

    private TutorialStep Step(TextLine line, string typed)
    {
        var title = headings.Count > 0 ? headings[^1].Heading : "";
        try
        {
            if (HereDocumentPattern().Match(typed) is { Success: true } here) return HereDocument(line, title, typed, here);
            return ShellWords.Split(typed) switch
            {
                ["kubectl", .. var arguments] => Kubectl(line, title, typed, arguments),
                ["vi" or "vim", var path] => Edit(line, title, typed, path),
                _ => throw new FormatException($"\"{typed}\" is refused: a hands-on may call kubectl, write a file with a here-document and edit one with vi"),
            };
        }
        catch (FormatException refused)
        {
            throw new TutorialException(file, line.Number, refused.Message, refused);
        }
    }

    private KubectlStep Kubectl(TextLine line, string title, string typed, IReadOnlyList<string> arguments)
    {
        CommandAllowList.Check(arguments);
        var output = new List<string>();
        while (at < lines.Count && lines[at].Text.Length > 0 && lines[at].Text[0] is not ('#' or '$')) output.Add(lines[at++].Text);
        return new(line.Number, title, typed, line.Amendment, arguments, output);
    }

    private WriteFileStep HereDocument(TextLine line, string title, string typed, Match here)
    {
        var path = here.Groups["path"].Value;
        CommandAllowList.CheckPath(path);
        var content = new List<string>();
        var end = here.Groups["end"].Value;
        var amendment = line.Amendment;
        while (at < lines.Count && lines[at].Text != end)
        {
            amendment ??= lines[at].Amendment;
            content.Add(lines[at++].Text);
        }
        if (at == lines.Count) throw new FormatException($"the here-document that ends with {end} has no end");
        at++;
        return new(line.Number, title, typed, amendment, path, string.Concat(content.Select(c => c + "\n")));
    }

    private EditFileStep Edit(TextLine line, string title, string typed, string path)
    {
        CommandAllowList.CheckPath(path);
        var edits = new List<LineEdit>();
        while (at < lines.Count && EditPattern().Match(lines[at].Text) is { Success: true } edit)
            edits.Add(new(lines[at++].Number, int.Parse(edit.Groups["line"].Value, CultureInfo.InvariantCulture), edit.Groups["old"].Value, edit.Groups["new"].Value));
        if (edits.Count == 0) throw new FormatException($"nothing says what to change in {path}; write \"line N: old <- new\" below the command");
        return new(line.Number, title, typed, line.Amendment, path, edits);
    }

    [GeneratedRegex(@"^(?<marks>#{1,6})\s+(?<words>.*\S)")]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"^cat\s+<<\s*'?(?<end>\w+)'?\s*>\s*(?<path>\S+)$")]
    private static partial Regex HereDocumentPattern();

    // The right side is the new value; に変更 is "change to".
    [GeneratedRegex(@"^\s*line\s*(?<line>\d+)\s*:\s*(?<old>.+?)\s*<-\s*(?<new>.+?)\s*(?:に変更)?\s*$")]
    private static partial Regex EditPattern();
}
