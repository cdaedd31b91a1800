namespace HandsOn.Workloads.Shell.Syntax;

/// <summary>Walks over the characters of a script: blanks, comments, operators.</summary>
internal sealed class ShellScanner(string text)
{
    private static readonly string[] Operators = ["&&", "||", ";;", "<<-", "<<", ">>", ">&", "<&", "&>", "&", "|", ";", "<", ">", "(", ")", "\n"];

    private readonly List<(string Delimiter, bool StripTabs, Action<string> Found)> hereDocuments = [];

    public int Position { get; set; }

    public string Text { get; } = text;

    public bool AtEnd => Position >= Text.Length;

    public char Current => Position < Text.Length ? Text[Position] : '\0';

    public char Peek(int ahead) => Position + ahead < Text.Length ? Text[Position + ahead] : '\0';

    public void SkipBlanks()
    {
        while (!AtEnd)
        {
            if (Current is ' ' or '\t' or '\r') Position++;
            else if (Current == '\\' && Peek(1) == '\n') Position += 2;
            else if (Current == '#') while (!AtEnd && Current != '\n') Position++;
            else return;
        }
    }

    public void SkipNewlines()
    {
        for (SkipBlanks(); Current == '\n'; SkipBlanks()) TakeNewline();
    }

    /// <summary>The operator that stands here, or null.</summary>
    public string? PeekOperator()
    {
        SkipBlanks();
        foreach (var symbol in Operators)
            if (string.CompareOrdinal(Text, Position, symbol, 0, symbol.Length) == 0) return symbol;
        return null;
    }

    public bool TryTake(string symbol)
    {
        if (PeekOperator() != symbol) return false;
        if (symbol == "\n") TakeNewline();
        else Position += symbol.Length;
        return true;
    }

    /// <summary>The unquoted word that stands here (a reserved word or a name), or an empty string.</summary>
    public string PeekBareWord()
    {
        SkipBlanks();
        var end = Position;
        while (end < Text.Length && (char.IsAsciiLetterOrDigit(Text[end]) || Text[end] is '_' or '{' or '}' or '!')) end++;
        return end == Text.Length || " \t\r\n;&|()<>".Contains(Text[end]) ? Text[Position..end] : "";
    }

    /// <summary>The text of a here-document begins after this line.</summary>
    public void ExpectHereDocument(string delimiter, bool stripTabs, Action<string> found) => hereDocuments.Add((delimiter, stripTabs, found));

    private void TakeNewline()
    {
        Position++;
        foreach (var (delimiter, stripTabs, found) in hereDocuments)
        {
            var lines = new List<string>();
            while (!AtEnd)
            {
                var end = Text.IndexOf('\n', Position) is var at and >= 0 ? at : Text.Length;
                var line = Text[Position..end];
                Position = Math.Min(end + 1, Text.Length);
                if (stripTabs) line = line.TrimStart('\t');
                if (line == delimiter) break;
                lines.Add(line + "\n");
            }
            found(string.Concat(lines));
        }
        hereDocuments.Clear();
    }
}
