using System.Text;

namespace HandsOn.Workloads.Shell.Syntax;

/// <summary>Reads words with their quotes, variables and substitutions.</summary>
internal sealed class WordReader(ShellScanner scanner)
{
    private const string Ends = " \t\r\n;&|()<>";

    /// <summary>The word that stands here, or null.</summary>
    public Word? Read() => scanner.AtEnd || Ends.Contains(scanner.Current) ? null : ReadUntil(Ends);

    /// <summary>A text in which only variables and substitutions count: a here-document, an arithmetic expression.</summary>
    public static Word Interpolated(string text)
    {
        var parts = new List<WordPart>();
        new WordReader(new ShellScanner(text)).ReadQuoted(parts, '\0');
        return new Word(parts);
    }

    private Word ReadUntil(string ends)
    {
        var parts = new List<WordPart>();
        var literal = new StringBuilder();
        void Flush()
        {
            if (literal.Length > 0) parts.Add(new LiteralPart(literal.ToString(), false));
            literal.Clear();
        }
        while (!scanner.AtEnd && !ends.Contains(scanner.Current))
        {
            var c = scanner.Current;
            if (c is not ('\'' or '"' or '\\' or '$' or '`'))
            {
                literal.Append(c);
                scanner.Position++;
                continue;
            }
            Flush();
            scanner.Position++;
            if (c == '\'') parts.Add(new LiteralPart(TakeUntil('\''), true));
            else if (c == '"') ReadQuoted(parts, '"');
            else if (c == '\\') Escaped(parts);
            else if (c == '`') parts.Add(new SubstitutionPart(ShellParser.Parse(TakeUntil('`')), false));
            else parts.Add(ReadDollar(false));
        }
        Flush();
        return new Word(parts);
    }

    private void Escaped(List<WordPart> parts)
    {
        if (scanner.AtEnd) parts.Add(new LiteralPart("\\", true));
        else if (scanner.Text[scanner.Position++] is var c && c != '\n') parts.Add(new LiteralPart(c.ToString(), true));
    }

    private void ReadQuoted(List<WordPart> parts, char end)
    {
        var literal = new StringBuilder();
        var first = parts.Count;
        for (; !scanner.AtEnd && (end == '\0' || scanner.Current != end); scanner.Position++)
        {
            var c = scanner.Current;
            if (c == '\\' && scanner.Peek(1) is '"' or '\\' or '$' or '`' or '\n')
            {
                scanner.Position++;
                if (scanner.Current != '\n') literal.Append(scanner.Current);
                continue;
            }
            if (c is not ('$' or '`'))
            {
                literal.Append(c);
                continue;
            }
            parts.Add(new LiteralPart(literal.ToString(), true));
            literal.Clear();
            scanner.Position++;
            parts.Add(c == '`' ? new SubstitutionPart(ShellParser.Parse(TakeUntil('`')), true) : ReadDollar(true));
            scanner.Position--;
        }
        if (end != '\0' && scanner.AtEnd) throw new ShellSyntaxException("unterminated quoted string");
        scanner.Position++;
        if (literal.Length > 0 || parts.Count == first) parts.Add(new LiteralPart(literal.ToString(), true));
    }

    private WordPart ReadDollar(bool quoted)
    {
        if (scanner.Current == '(' && scanner.Peek(1) == '(')
        {
            var expression = TakeBalanced(2);
            return new ArithmeticPart(Interpolated(expression), quoted);
        }
        if (scanner.Current == '(') return new SubstitutionPart(ShellParser.Parse(TakeBalanced(1)), quoted);
        if (scanner.Current == '{') return ReadBraced(quoted);
        var name = TakeName();
        return name.Length == 0 ? new LiteralPart("$", quoted) : new VariablePart(name, "", null, quoted);
    }

    private VariablePart ReadBraced(bool quoted)
    {
        scanner.Position++;
        if (scanner.Current == '#' && scanner.Peek(1) != '}')
        {
            scanner.Position++;
            var measured = TakeName();
            scanner.Position++;
            return new VariablePart(measured, "#", null, quoted);
        }
        var name = TakeName();
        var operation = "";
        while (!scanner.AtEnd && ":-=?+%#/".Contains(scanner.Current) && operation.Length < 2) operation += scanner.Text[scanner.Position++];
        var argument = operation.Length == 0 ? null : ReadUntil("}");
        if (scanner.Current != '}') throw new ShellSyntaxException("bad substitution");
        scanner.Position++;
        return new VariablePart(name, operation, argument, quoted);
    }

    private string TakeName()
    {
        var start = scanner.Position;
        if (scanner.Current is '?' or '#' or '@' or '*' or '$' or '!' || char.IsAsciiDigit(scanner.Current)) scanner.Position++;
        else while (char.IsAsciiLetterOrDigit(scanner.Current) || scanner.Current == '_') scanner.Position++;
        return scanner.Text[start..scanner.Position];
    }

    private string TakeUntil(char end)
    {
        var at = scanner.Text.IndexOf(end, scanner.Position);
        if (at < 0) throw new ShellSyntaxException("unterminated quoted string");
        var text = scanner.Text[scanner.Position..at];
        scanner.Position = at + 1;
        return text;
    }

    private string TakeBalanced(int parentheses)
    {
        var start = scanner.Position + parentheses;
        var depth = 0;
        for (var quote = '\0'; !scanner.AtEnd; scanner.Position++)
        {
            var c = scanner.Current;
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '\'' or '"') quote = c;
            else if (c == '(') depth++;
            else if (c == ')' && --depth == 0)
            {
                scanner.Position++;
                return scanner.Text[start..(scanner.Position - parentheses)];
            }
        }
        throw new ShellSyntaxException("unexpected end of file (expecting \")\")");
    }
}
