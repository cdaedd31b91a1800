using System.Text;

namespace HandsOn.E2E.Cli.Output;

/// <summary>How wide texts are in a terminal, where most of Japanese takes two columns a character.</summary>
internal static class Columns
{
    private static readonly (int First, int Last)[] Wide =
        [(0x1100, 0x115F), (0x2E80, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1FAFF)];

    public static int Of(string text) => text.EnumerateRunes().Sum(Of);

    /// <summary>The text, cut with an ellipsis where it is wider than that.</summary>
    public static string Cut(string text, int most)
    {
        if (Of(text) <= most) return text;
        var (cut, width) = (new StringBuilder(), 1);
        foreach (var rune in text.EnumerateRunes())
            if ((width += Of(rune)) <= most) cut.Append(rune.ToString());
            else break;
        return cut.ToString().TrimEnd() + '…';
    }

    private static int Of(Rune rune) => Wide.Any(w => rune.Value >= w.First && rune.Value <= w.Last) ? 2 : 1;
}
