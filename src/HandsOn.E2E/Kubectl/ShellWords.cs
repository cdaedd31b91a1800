using System.Text;

namespace HandsOn.E2E.Kubectl;

/// <summary>Splits a typed command into words: quotes and backslashes as a shell reads them, everything else that a shell would do is refused.</summary>
public static class ShellWords
{
    private const string ShellOnly = "|;&<>`$(){}*?\n";

    /// <summary>The words of a command.</summary>
    /// <exception cref="FormatException">Only a shell could do what it says, or a quote is not closed.</exception>
    public static string[] Split(string typed)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var inWord = false;
        var quote = '\0';
        for (var i = 0; i < typed.Length; i++)
        {
            var c = typed[i];
            if (quote == '\0' && ShellOnly.Contains(c)) throw new FormatException($"\"{typed}\" is refused: no shell runs here, so '{c}' means nothing; quote it");
            if (quote == '"' && c is '$' or '`') throw new FormatException($"\"{typed}\" is refused: no shell runs here, so '{c}' means nothing; use single quotes");
            inWord |= !char.IsWhiteSpace(c) || quote != '\0';
            if (c == quote) quote = '\0';
            else if (quote == '\0' && c is '\'' or '"' && quote == '\0') quote = c;
            else if (c == '\\' && quote != '\'' && i + 1 < typed.Length) word.Append(typed[++i]);
            else if (quote == '\0' && char.IsWhiteSpace(c)) Flush();
            else word.Append(c);
        }
        if (quote != '\0') throw new FormatException($"\"{typed}\" is refused: a quote is not closed");
        Flush();
        return [.. words];

        void Flush()
        {
            if (inWord) words.Add(word.ToString());
            word.Clear();
            inWord = false;
        }
    }
}
