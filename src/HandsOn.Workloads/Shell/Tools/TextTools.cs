using System.Globalization;
using System.Text;
using HandsOn.Workloads.Containers;

namespace HandsOn.Workloads.Shell.Tools;

/// <summary>Tools that print: echo, printf, seq, yes.</summary>
internal static class TextTools
{
    public static readonly Dictionary<string, Tool> All = new(StringComparer.Ordinal)
    {
        ["echo"] = EchoAsync,
        ["printf"] = PrintfAsync,
        ["seq"] = SeqAsync,
        ["basename"] = (call, _) => PrintAsync(call, ContainerPath.FileName(call.Arguments.FirstOrDefault("").TrimEnd('/'))),
        ["dirname"] = (call, _) => PrintAsync(call, ContainerPath.Directory(call.Arguments.FirstOrDefault("").TrimEnd('/'))),
    };

    private static async ValueTask<int> PrintAsync(ToolCall call, string line)
    {
        await call.PrintAsync(line).ConfigureAwait(false);
        return 0;
    }

    private static async ValueTask<int> EchoAsync(ToolCall call, CancellationToken cancellation)
    {
        var flags = call.Arguments.TakeWhile(argument => argument is "-n" or "-e" or "-ne" or "-en" or "-E").ToList();
        var text = string.Join(' ', call.Arguments.Skip(flags.Count));
        if (flags.Any(flag => flag.Contains('e'))) text = Unescape(text);
        await call.Io.Out.WriteAsync(flags.Any(flag => flag.Contains('n')) ? text : text + "\n").ConfigureAwait(false);
        return 0;
    }

    private static async ValueTask<int> PrintfAsync(ToolCall call, CancellationToken cancellation)
    {
        if (call.Arguments.Length == 0) return await call.FailAsync("printf: usage: printf FORMAT [ARG]...", 2).ConfigureAwait(false);
        var arguments = new Queue<string>(call.Arguments.Skip(1));
        do await call.Io.Out.WriteAsync(Formatted(Unescape(call.Arguments[0]), arguments)).ConfigureAwait(false);
        while (arguments.Count > 0 && call.Arguments[0].Contains('%'));
        return 0;
    }

    private static async ValueTask<int> SeqAsync(ToolCall call, CancellationToken cancellation)
    {
        long[] numbers = [.. call.Arguments.Select(argument => long.TryParse(argument, CultureInfo.InvariantCulture, out var n) ? n : 0)];
        var (first, step, last) = numbers switch
        {
            [var end] => (1, 1, end),
            [var start, var end] => (start, 1, end),
            [var start, var by, var end] => (start, by, end),
            _ => (1L, 1L, 0L),
        };
        for (var number = first; step > 0 ? number <= last : step < 0 && number >= last; number += step)
        {
            cancellation.ThrowIfCancellationRequested();
            await call.PrintAsync(number.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
        }
        return 0;
    }

    private static string Formatted(string format, Queue<string> arguments)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                text.Append(format[i]);
                continue;
            }
            var start = ++i;
            while (i < format.Length - 1 && "-+ 0123456789.".Contains(format[i])) i++;
            if (format[i] == '%')
            {
                text.Append('%');
                continue;
            }
            var argument = arguments.Count > 0 ? arguments.Dequeue() : format[i] is 'd' or 'i' or 'u' ? "0" : "";
            var flags = format[start..i];
            var width = int.TryParse(flags.TrimStart('-', '+', ' ', '0').Split('.')[0], out var given) ? given : 0;
            text.Append(flags.StartsWith('-') ? argument.PadRight(width) : argument.PadLeft(width, flags.StartsWith('0') ? '0' : ' '));
        }
        return text.ToString();
    }

    private static string Unescape(string text) => text
        .Replace("\\\\", "\u0001", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal)
        .Replace("\\t", "\t", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal)
        .Replace("\\\"", "\"", StringComparison.Ordinal).Replace('\u0001', '\\');
}
