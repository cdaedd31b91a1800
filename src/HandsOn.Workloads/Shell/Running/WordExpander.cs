using System.Globalization;
using System.Text;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Shell.Syntax;

namespace HandsOn.Workloads.Shell.Running;

/// <summary>Expands words: variables, substitutions, arithmetic, then field splitting and file names.</summary>
internal sealed class WordExpander(ShellSession session, Func<ShellNode, CancellationToken, ValueTask<string>> substitute)
{
    /// <summary>The fields that words become.</summary>
    public async ValueTask<List<string>> FieldsAsync(IEnumerable<Word> words, CancellationToken cancellation)
    {
        var fields = new List<string>();
        foreach (var word in words) await AddFieldsAsync(word, fields, cancellation).ConfigureAwait(false);
        return fields;
    }

    /// <summary>A word as one text, without field splitting.</summary>
    public async ValueTask<string> TextAsync(Word word, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        foreach (var part in word.Parts) text.Append(await PartAsync(part, cancellation).ConfigureAwait(false));
        return text.ToString();
    }

    /// <summary>The value of a variable or special parameter; null where it is not set.</summary>
    public string? Variable(string name) => name switch
    {
        "?" => session.LastStatus.ToString(CultureInfo.InvariantCulture),
        "#" => session.Positional.Count.ToString(CultureInfo.InvariantCulture),
        "$" => "1",
        "!" => "",
        "0" => session.Name,
        "@" or "*" => string.Join(' ', session.Positional),
        "PWD" => session.WorkingDirectory,
        _ when char.IsAsciiDigit(name[0]) => session.Positional.ElementAtOrDefault(int.Parse(name, CultureInfo.InvariantCulture) - 1),
        _ => session.Variables.GetValueOrDefault(name),
    };

    private async ValueTask AddFieldsAsync(Word word, List<string> fields, CancellationToken cancellation)
    {
        var field = new StringBuilder();
        var any = false;
        var glob = false;
        void End()
        {
            if (any) AddMatches(field.ToString(), glob, fields);
            field.Clear();
            (any, glob) = (false, false);
        }
        foreach (var part in word.Parts)
        {
            if (part is VariablePart { Name: "@", Quoted: true })
            {
                for (var i = 0; i < session.Positional.Count; i++)
                {
                    if (i > 0) End();
                    field.Append(session.Positional[i]);
                    any = true;
                }
                continue;
            }
            var text = await PartAsync(part, cancellation).ConfigureAwait(false);
            if (part.Quoted || part is LiteralPart)
            {
                field.Append(text);
                any = true;
                glob |= !part.Quoted && ShellPattern.IsPattern(text);
                continue;
            }
            foreach (var c in text)
            {
                if (c is ' ' or '\t' or '\n')
                {
                    End();
                    continue;
                }
                field.Append(c);
                any = true;
            }
        }
        End();
    }

    private void AddMatches(string field, bool glob, List<string> fields)
    {
        var directory = ContainerPath.Directory(session.Absolute(field));
        var pattern = ContainerPath.FileName(field);
        string[] matches = glob
            ? [.. (session.Container.Files.List(directory) ?? []).Where(name => ShellPattern.Matches(name, pattern)).Order(StringComparer.Ordinal)]
            : [];
        if (matches.Length == 0) fields.Add(field);
        var prefix = field[..(field.Length - pattern.Length)];
        foreach (var match in matches) fields.Add(prefix + match);
    }

    private async ValueTask<string> PartAsync(WordPart part, CancellationToken cancellation) => part switch
    {
        LiteralPart literal => literal.Text,
        SubstitutionPart command => (await substitute(command.Script, cancellation).ConfigureAwait(false)).TrimEnd('\n'),
        ArithmeticPart arithmetic => ArithmeticExpression.Evaluate(
            await TextAsync(arithmetic.Expression, cancellation).ConfigureAwait(false), name => Variable(name) ?? "0").ToString(CultureInfo.InvariantCulture),
        VariablePart variable => await ValueAsync(variable, cancellation).ConfigureAwait(false),
        _ => "",
    };

    private async ValueTask<string> ValueAsync(VariablePart variable, CancellationToken cancellation)
    {
        var value = Variable(variable.Name);
        if (variable.Operator is "") return value ?? "";
        if (variable.Operator is "#" && variable.Argument is null) return (value ?? "").Length.ToString(CultureInfo.InvariantCulture);
        var isSet = variable.Operator.StartsWith(':') ? !string.IsNullOrEmpty(value) : value is not null;
        var argument = await TextAsync(variable.Argument!, cancellation).ConfigureAwait(false);
        switch (variable.Operator.TrimStart(':'))
        {
            case "-": return isSet ? value! : argument;
            case "+": return isSet ? argument : "";
            case "=":
                if (!isSet) session.Variables[variable.Name] = value = argument;
                return value!;
            case "?": return isSet ? value! : throw new FormatException($"{variable.Name}: {(argument.Length > 0 ? argument : "parameter not set")}");
            case var trim: return Trimmed(value ?? "", trim, argument);
        }
    }

    private static string Trimmed(string value, string operation, string pattern)
    {
        var longest = operation.Length == 2;
        var lengths = Enumerable.Range(0, value.Length + 1);
        if (longest) lengths = lengths.Reverse();
        foreach (var length in lengths)
        {
            if (operation[0] == '#' && ShellPattern.Matches(value.AsSpan(0, length), pattern)) return value[length..];
            if (operation[0] == '%' && ShellPattern.Matches(value.AsSpan(value.Length - length), pattern)) return value[..^length];
        }
        return value;
    }
}
