namespace HandsOn.Workloads.Shell.Syntax;

/// <summary>Reads a shell script.</summary>
internal sealed class ShellParser
{
    private static readonly HashSet<string> Closers = ["then", "elif", "else", "fi", "do", "done", "esac", "}"];

    private readonly ShellScanner scanner;
    private readonly WordReader words;

    private ShellParser(string script)
    {
        scanner = new ShellScanner(script);
        words = new WordReader(scanner);
    }

    /// <exception cref="ShellSyntaxException">The text is no script.</exception>
    public static ShellNode Parse(string script)
    {
        var parser = new ShellParser(script);
        var list = parser.ReadList();
        parser.scanner.SkipNewlines();
        return parser.scanner.AtEnd ? list : throw parser.Unexpected();
    }

    private CommandList ReadList()
    {
        var items = new List<(ShellNode, bool)>();
        for (scanner.SkipNewlines(); !AtListEnd(); scanner.SkipNewlines())
        {
            var command = ReadAndOr();
            var background = scanner.TryTake("&");
            items.Add((command, background));
            if (!background && !scanner.TryTake(";") && scanner.PeekOperator() != "\n") break;
        }
        return new CommandList(items);
    }

    private bool AtListEnd() => scanner.AtEnd || scanner.PeekOperator() is ")" or ";;" || Closers.Contains(scanner.PeekBareWord());

    private ShellNode ReadAndOr()
    {
        var left = ReadPipeline();
        while (scanner.PeekOperator() is "&&" or "||")
        {
            var isAnd = scanner.TryTake("&&");
            if (!isAnd) scanner.TryTake("||");
            scanner.SkipNewlines();
            left = new AndOr(left, isAnd, ReadPipeline());
        }
        return left;
    }

    private ShellNode ReadPipeline()
    {
        var negated = TryTakeWord("!");
        var commands = new List<ShellNode> { ReadCommand() };
        while (scanner.TryTake("|"))
        {
            scanner.SkipNewlines();
            commands.Add(ReadCommand());
        }
        return commands.Count == 1 && !negated ? commands[0] : new Pipeline(commands, negated);
    }

    private ShellNode ReadCommand()
    {
        ShellNode? command = scanner.PeekBareWord() switch
        {
            "if" => ReadIf(),
            "while" or "until" => ReadLoop(),
            "for" => ReadFor(),
            "case" => ReadCase(),
            "{" => ReadGroup(),
            _ => scanner.PeekOperator() == "(" ? ReadSubshell() : null,
        };
        if (command is null) return ReadSimple();
        var redirections = new List<Redirection>();
        while (ReadRedirection(redirections)) scanner.SkipBlanks();
        return redirections.Count == 0 ? command : command with { Redirections = redirections };
    }

    private IfCommand ReadIf()
    {
        scanner.Position += scanner.PeekBareWord().Length;
        var condition = ReadList();
        TakeWord("then");
        var then = ReadList();
        ShellNode? otherwise = null;
        if (scanner.PeekBareWord() == "elif") return new IfCommand(condition, then, ReadIf());
        if (TryTakeWord("else")) otherwise = ReadList();
        TakeWord("fi");
        return new IfCommand(condition, then, otherwise);
    }

    private LoopCommand ReadLoop()
    {
        var until = TryTakeWord("until");
        if (!until) TakeWord("while");
        var condition = ReadList();
        return new LoopCommand(condition, ReadBody(), until);
    }

    private ForCommand ReadFor()
    {
        TakeWord("for");
        var name = scanner.PeekBareWord();
        TakeWord(name);
        scanner.SkipNewlines();
        List<Word>? values = null;
        if (TryTakeWord("in"))
        {
            values = [];
            for (scanner.SkipBlanks(); words.Read() is { } word; scanner.SkipBlanks()) values.Add(word);
        }
        scanner.TryTake(";");
        return new ForCommand(name, values, ReadBody());
    }

    private ShellNode ReadBody()
    {
        scanner.SkipNewlines();
        TakeWord("do");
        var body = ReadList();
        TakeWord("done");
        return body;
    }

    private CaseCommand ReadCase()
    {
        TakeWord("case");
        scanner.SkipBlanks();
        var subject = words.Read() ?? throw Unexpected();
        scanner.SkipNewlines();
        TakeWord("in");
        var branches = new List<(IReadOnlyList<Word>, ShellNode)>();
        for (scanner.SkipNewlines(); scanner.PeekBareWord() != "esac"; scanner.SkipNewlines())
        {
            scanner.TryTake("(");
            var patterns = new List<Word>();
            do
            {
                scanner.SkipBlanks();
                patterns.Add(words.Read() ?? throw Unexpected());
            }
            while (scanner.TryTake("|"));
            if (!scanner.TryTake(")")) throw Unexpected();
            branches.Add((patterns, ReadList()));
            if (!scanner.TryTake(";;")) break;
        }
        scanner.SkipNewlines();
        TakeWord("esac");
        return new CaseCommand(subject, branches);
    }

    private GroupCommand ReadGroup()
    {
        TakeWord("{");
        var body = ReadList();
        TakeWord("}");
        return new GroupCommand(body, false);
    }

    private GroupCommand ReadSubshell()
    {
        scanner.TryTake("(");
        var body = ReadList();
        if (!scanner.TryTake(")")) throw Unexpected();
        return new GroupCommand(body, true);
    }

    private ShellNode ReadSimple()
    {
        var assignments = new List<(string, Word)>();
        var arguments = new List<Word>();
        var redirections = new List<Redirection>();
        while (true)
        {
            scanner.SkipBlanks();
            if (ReadRedirection(redirections)) continue;
            if (arguments.Count == 1 && assignments.Count == 0 && scanner.Current == '(' && arguments[0].Parts is [LiteralPart { Quoted: false } name])
                return ReadFunction(name.Text);
            if (words.Read() is not { } word) break;
            if (arguments.Count == 0 && AsAssignment(word) is { } assignment) assignments.Add(assignment);
            else arguments.Add(word);
        }
        if (assignments.Count + arguments.Count + redirections.Count == 0) throw Unexpected();
        return new SimpleCommand(assignments, arguments) { Redirections = redirections };
    }

    private FunctionDefinition ReadFunction(string name)
    {
        if (!scanner.TryTake("(") || !scanner.TryTake(")")) throw Unexpected();
        scanner.SkipNewlines();
        return new FunctionDefinition(name, ReadCommand());
    }

    private bool ReadRedirection(List<Redirection> redirections)
    {
        var descriptor = -1;
        if (char.IsAsciiDigit(scanner.Current) && scanner.Peek(1) is '<' or '>') descriptor = scanner.Text[scanner.Position++] - '0';
        if (scanner.PeekOperator() is not ("<" or ">" or ">>" or ">&" or "<&" or "&>" or "<<" or "<<-") || scanner.PeekOperator() is not { } symbol) return false;
        scanner.Position += symbol.Length;
        scanner.SkipBlanks();
        var target = words.Read() ?? throw Unexpected();
        if (descriptor < 0) descriptor = symbol[0] == '<' ? 0 : 1;
        if (symbol.StartsWith("<<", StringComparison.Ordinal))
        {
            var quoted = target.Parts.Any(part => part.Quoted);
            var place = redirections.Count;
            redirections.Add(new Redirection(descriptor, RedirectionKind.HereDocument, target));
            scanner.ExpectHereDocument(string.Concat(target.Parts.OfType<LiteralPart>().Select(part => part.Text)), symbol == "<<-", text =>
                redirections[place] = redirections[place] with { Target = quoted ? new Word([new LiteralPart(text, true)]) : WordReader.Interpolated(text) });
            return true;
        }
        var kind = symbol switch
        {
            "<" => RedirectionKind.Read,
            ">>" => RedirectionKind.Append,
            ">&" or "<&" => RedirectionKind.Duplicate,
            _ => RedirectionKind.Write,
        };
        redirections.Add(new Redirection(descriptor, kind, target));
        if (symbol == "&>") redirections.Add(new Redirection(2, RedirectionKind.Duplicate, new Word([new LiteralPart("1", false)])));
        return true;
    }

    private static (string, Word)? AsAssignment(Word word)
    {
        if (word.Parts is not [LiteralPart { Quoted: false } first, ..]) return null;
        var equals = first.Text.IndexOf('=');
        if (equals <= 0 || char.IsAsciiDigit(first.Text[0]) || first.Text[..equals].Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_')) return null;
        return (first.Text[..equals], new Word([new LiteralPart(first.Text[(equals + 1)..], false), .. word.Parts.Skip(1)]));
    }

    private bool TryTakeWord(string word)
    {
        if (word.Length == 0 || scanner.PeekBareWord() != word) return false;
        scanner.Position += word.Length;
        return true;
    }

    private void TakeWord(string word)
    {
        scanner.SkipNewlines();
        if (!TryTakeWord(word)) throw Unexpected($" (expecting \"{word}\")");
    }

    private ShellSyntaxException Unexpected(string expecting = "")
    {
        var found = scanner.PeekOperator() ?? scanner.PeekBareWord();
        return new ShellSyntaxException((scanner.AtEnd ? "unexpected end of file" : found == "\n" ? "unexpected newline" : $"unexpected \"{found}\"") + expecting);
    }
}
