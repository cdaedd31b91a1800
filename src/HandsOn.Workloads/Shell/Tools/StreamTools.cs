using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HandsOn.Workloads.Shell.Tools;

/// <summary>Tools that read files or standard input: cat, head, tail, grep, wc, sort, uniq, cut, tr, tee.</summary>
internal static class StreamTools
{
    public static readonly Dictionary<string, Tool> All = new(StringComparer.Ordinal)
    {
        ["cat"] = CatAsync,
        ["head"] = HeadAsync,
        ["tail"] = TailAsync,
        ["grep"] = GrepAsync,
        ["wc"] = CountAsync,
        ["sort"] = (call, cancellation) => WholeAsync(call, cancellation, (options, lines) => Sorted(options, lines)),
        ["uniq"] = (call, cancellation) => WholeAsync(call, cancellation, (_, lines) => lines.Where((line, at) => at == 0 || line != lines[at - 1])),
        ["cut"] = (call, cancellation) => WholeAsync(call, cancellation, Cut, "d", "f"),
        ["tr"] = TranslateAsync,
        ["tee"] = TeeAsync,
    };

    private static async ValueTask<int> CatAsync(ToolCall call, CancellationToken cancellation)
    {
        if (!call.Arguments.Any(argument => argument is not "-"))
        {
            while (await call.Io.In.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line) await call.PrintAsync(line).ConfigureAwait(false);
            return 0;
        }
        var status = 0;
        foreach (var name in call.Arguments)
        {
            if (FileText(call, name) is { } text) await call.Io.Out.WriteAsync(text).ConfigureAwait(false);
            else status = await call.FailAsync($"cat: can't open '{name}': No such file or directory").ConfigureAwait(false);
        }
        return status;
    }

    private static async ValueTask<int> HeadAsync(ToolCall call, CancellationToken cancellation)
    {
        var (options, count) = Counted(call);
        using var input = Open(call, options.Operands.FirstOrDefault());
        while (count-- > 0 && await input.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line) await call.PrintAsync(line).ConfigureAwait(false);
        return 0;
    }

    private static async ValueTask<int> TailAsync(ToolCall call, CancellationToken cancellation)
    {
        var (options, count) = Counted(call);
        if (options.Operands is ["/dev/null"] && options.Has("f"))
            await Task.Delay(Timeout.InfiniteTimeSpan, call.Container.Time, cancellation).ConfigureAwait(false);
        var lines = await LinesAsync(call, options.Operands, cancellation).ConfigureAwait(false);
        foreach (var line in lines.TakeLast(count)) await call.PrintAsync(line).ConfigureAwait(false);
        if (options.Has("f")) await Task.Delay(Timeout.InfiniteTimeSpan, call.Container.Time, cancellation).ConfigureAwait(false);
        return 0;
    }

    private static async ValueTask<int> GrepAsync(ToolCall call, CancellationToken cancellation)
    {
        var options = new Options(call.Arguments, "e", "m");
        var pattern = options.Value("e") ?? options.Operands.FirstOrDefault("");
        var files = options.Has("e") ? options.Operands : [.. options.Operands.Skip(1)];
        var expression = new Regex(options.Has("F") ? Regex.Escape(pattern) : pattern, options.Has("i") ? RegexOptions.IgnoreCase : RegexOptions.None);
        var found = 0;
        using var input = files.Count > 0 ? new StringReader(string.Join('\n', await LinesAsync(call, files, cancellation).ConfigureAwait(false))) : call.Io.In;
        while (await input.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (expression.IsMatch(line) == options.Has("v")) continue;
            found++;
            if (options.Has("q")) return 0;
            if (options.Has("o"))
                foreach (Match match in expression.Matches(line)) await call.PrintAsync(match.Value).ConfigureAwait(false);
            else if (!options.Has("c")) await call.PrintAsync(line).ConfigureAwait(false);
        }
        if (options.Has("c")) await call.PrintAsync(found.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
        return found > 0 ? 0 : 1;
    }

    private static async ValueTask<int> CountAsync(ToolCall call, CancellationToken cancellation)
    {
        var options = new Options(call.Arguments);
        var text = options.Operands.Count > 0 ? FileText(call, options.Operands[0]) ?? "" : await call.Io.In.ReadToEndAsync(cancellation).ConfigureAwait(false);
        var all = !options.Has("l", "w", "c");
        var counts = new List<int>();
        if (all || options.Has("l")) counts.Add(text.Count(c => c == '\n'));
        if (all || options.Has("w")) counts.Add(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
        if (all || options.Has("c")) counts.Add(Encoding.UTF8.GetByteCount(text));
        await call.PrintAsync(string.Join(' ', counts.Select(count => count.ToString(CultureInfo.InvariantCulture).PadLeft(all ? 7 : 0)))).ConfigureAwait(false);
        return 0;
    }

    private static async ValueTask<int> TranslateAsync(ToolCall call, CancellationToken cancellation)
    {
        var options = new Options(call.Arguments);
        var sets = options.Operands.Select(set => set.Replace("\\n", "\n", StringComparison.Ordinal)
            .Replace("a-z", "abcdefghijklmnopqrstuvwxyz", StringComparison.Ordinal).Replace("A-Z", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", StringComparison.Ordinal)).ToList();
        var text = await call.Io.In.ReadToEndAsync(cancellation).ConfigureAwait(false);
        await call.Io.Out.WriteAsync(options.Has("d")
            ? string.Concat(text.Where(c => !sets[0].Contains(c)))
            : string.Concat(text.Select(c => sets[0].IndexOf(c) is var at and >= 0 ? sets[1][Math.Min(at, sets[1].Length - 1)] : c))).ConfigureAwait(false);
        return 0;
    }

    private static async ValueTask<int> TeeAsync(ToolCall call, CancellationToken cancellation)
    {
        var options = new Options(call.Arguments);
        var text = await call.Io.In.ReadToEndAsync(cancellation).ConfigureAwait(false);
        foreach (var file in options.Operands) call.Container.Files.Write(call.Session.Absolute(file), Encoding.UTF8.GetBytes(text));
        await call.Io.Out.WriteAsync(text).ConfigureAwait(false);
        return 0;
    }

    private static async ValueTask<int> WholeAsync(
        ToolCall call, CancellationToken cancellation, Func<Options, List<string>, IEnumerable<string>> change, params string[] withValue)
    {
        var options = new Options(call.Arguments, withValue);
        var lines = await LinesAsync(call, options.Operands, cancellation).ConfigureAwait(false);
        foreach (var line in change(options, lines)) await call.PrintAsync(line).ConfigureAwait(false);
        return 0;
    }

    private static IEnumerable<string> Sorted(Options options, List<string> lines)
    {
        var sorted = options.Has("n")
            ? lines.OrderBy(line => long.TryParse(line.AsSpan().Trim(), CultureInfo.InvariantCulture, out var number) ? number : 0)
            : lines.Order(StringComparer.Ordinal);
        var ordered = options.Has("r") ? sorted.Reverse() : sorted;
        return options.Has("u") ? ordered.Distinct() : ordered;
    }

    private static IEnumerable<string> Cut(Options options, List<string> lines)
    {
        var separator = options.Value("d") ?? "\t";
        var field = int.TryParse(options.Value("f"), out var number) ? number : 1;
        return lines.Select(line => line.Split(separator) is { Length: > 1 } parts ? parts.ElementAtOrDefault(field - 1) ?? "" : line);
    }

    private static (Options Options, int Count) Counted(ToolCall call)
    {
        string[] arguments = [.. call.Arguments.Select(argument => argument.Length > 1 && argument[0] == '-' && char.IsAsciiDigit(argument[1]) ? "-n" + argument[1..] : argument)];
        var options = new Options(arguments, "n", "c");
        return (options, int.TryParse(options.Value("n"), CultureInfo.InvariantCulture, out var count) ? count : 10);
    }

    private static async ValueTask<List<string>> LinesAsync(ToolCall call, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        var text = files.Count > 0
            ? string.Concat(files.Select(file => FileText(call, file)))
            : await call.Io.In.ReadToEndAsync(cancellation).ConfigureAwait(false);
        var lines = text.Split('\n').ToList();
        if (lines[^1].Length == 0) lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    private static TextReader Open(ToolCall call, string? file) => file is null ? call.Io.In : new StringReader(FileText(call, file) ?? "");

    private static string? FileText(ToolCall call, string name) =>
        call.Container.Files.Read(call.Session.Absolute(name)) is { } content ? Encoding.UTF8.GetString(content.Span) : null;
}
