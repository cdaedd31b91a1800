using System.Globalization;
using System.Text;
using HandsOn.Workloads.Containers;

namespace HandsOn.Workloads.Shell.Tools;

/// <summary>Tools about the container and its clock: env, date, sleep, hostname, id, ps, kill, uname, which.</summary>
internal static class SystemTools
{
    public static readonly Dictionary<string, Tool> All = new(StringComparer.Ordinal)
    {
        ["true"] = (_, _) => ValueTask.FromResult(0),
        ["false"] = (_, _) => ValueTask.FromResult(1),
        ["env"] = EnvironmentAsync,
        ["printenv"] = EnvironmentAsync,
        ["date"] = (call, _) => PrintAsync(call, Date(call.Container.Time.GetUtcNow(), call.Arguments.FirstOrDefault(argument => argument.StartsWith('+')))),
        ["sleep"] = SleepAsync,
        ["timeout"] = TimeoutAsync,
        ["hostname"] = (call, _) => PrintAsync(call, call.Arguments is ["-i", ..] ? call.Container.Network.Address.ToString() : call.Container.PodName),
        ["id"] = (call, _) => PrintAsync(call, call.Arguments is ["-u", ..] or ["-g", ..] ? "0" : "uid=0(root) gid=0(root) groups=0(root)"),
        ["whoami"] = (call, _) => PrintAsync(call, "root"),
        ["uname"] = (call, _) => PrintAsync(call, call.Arguments is ["-a"] ? $"Linux {call.Container.PodName} 6.6.0 x86_64 Linux" : call.Arguments is ["-m"] ? "x86_64" : "Linux"),
        ["ps"] = (call, _) => PrintAsync(call, "PID   USER     TIME  COMMAND\n    1 root      0:00 " + string.Join(' ', call.Container.Arguments)),
        ["kill"] = KillAsync,
        ["which"] = WhichAsync,
    };

    /// <summary>A number of seconds, or with a suffix s, m, h, d; null for anything else.</summary>
    public static TimeSpan? Duration(string text)
    {
        if (text == "infinity") return Timeout.InfiniteTimeSpan;
        var unit = text.Length > 0 ? text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 } : 0;
        var number = unit == 0 ? text : text[..^1];
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? TimeSpan.FromSeconds(value * Math.Max(unit, 1)) : null;
    }

    /// <summary>Waits on the cluster's clock; timers reach 49 days, sleeps any length.</summary>
    public static async Task WaitAsync(TimeProvider time, TimeSpan duration, CancellationToken cancellation)
    {
        var longest = TimeSpan.FromDays(40);
        for (; duration > longest; duration -= longest) await Task.Delay(longest, time, cancellation).ConfigureAwait(false);
        await Task.Delay(duration, time, cancellation).ConfigureAwait(false);
    }

    private static async ValueTask<int> PrintAsync(ToolCall call, string text)
    {
        await call.PrintAsync(text).ConfigureAwait(false);
        return 0;
    }

    private static async ValueTask<int> EnvironmentAsync(ToolCall call, CancellationToken cancellation)
    {
        if (call.Name == "printenv" && call.Arguments is [var wanted])
            return call.Session.Variables.TryGetValue(wanted, out var found) ? await PrintAsync(call, found).ConfigureAwait(false) : 1;
        foreach (var name in call.Session.Exported.Where(call.Session.Variables.ContainsKey))
            await call.PrintAsync($"{name}={call.Session.Variables[name]}").ConfigureAwait(false);
        return 0;
    }

    private static async ValueTask<int> SleepAsync(ToolCall call, CancellationToken cancellation)
    {
        var total = TimeSpan.Zero;
        foreach (var argument in call.Arguments)
        {
            if (Duration(argument) is not { } duration) return await call.FailAsync($"sleep: invalid number '{argument}'").ConfigureAwait(false);
            total = duration == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : total + duration;
        }
        await WaitAsync(call.Container.Time, total, cancellation).ConfigureAwait(false);
        return 0;
    }

    private static async ValueTask<int> TimeoutAsync(ToolCall call, CancellationToken cancellation)
    {
        var options = call.Arguments.SkipWhile(argument => argument.StartsWith('-')).ToList();
        if (options.Count < 2 || Duration(options[0]) is not { } limit || call.Session.Tools.Find(options[1]) is not { } tool)
            return await call.FailAsync($"timeout: can't execute '{options.ElementAtOrDefault(1)}': No such file or directory", 127).ConfigureAwait(false);
        using var over = new CancellationTokenSource(limit, call.Container.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        try
        {
            return await tool(call with { Name = options[1], Arguments = [.. options.Skip(2)] }, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return 143;
        }
    }

    private static async ValueTask<int> KillAsync(ToolCall call, CancellationToken cancellation)
    {
        foreach (var target in call.Arguments.Where(argument => !argument.StartsWith('-')))
        {
            if (target != "1") return await call.FailAsync($"kill: can't kill pid {target}: No such process").ConfigureAwait(false);
            call.Container.Kill();
        }
        return 0;
    }

    private static async ValueTask<int> WhichAsync(ToolCall call, CancellationToken cancellation)
    {
        var status = 0;
        foreach (var name in call.Arguments)
        {
            if (call.Session.Tools.Find(name) is null) status = 1;
            else await call.PrintAsync("/bin/" + ContainerPath.FileName(name)).ConfigureAwait(false);
        }
        return status;
    }

    private static string Date(DateTimeOffset now, string? format)
    {
        if (format is null) return now.ToString("ddd MMM d HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        for (var i = 1; i < format.Length; i++)
        {
            if (format[i] != '%' || ++i == format.Length) text.Append(format[Math.Min(i, format.Length - 1)]);
            else text.Append(DateField(now, format[i]));
        }
        return text.ToString();
    }

    private static string DateField(DateTimeOffset now, char field) => field switch
    {
        's' => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        'N' => ((now.Ticks % TimeSpan.TicksPerSecond) * 100).ToString("d9", CultureInfo.InvariantCulture),
        'F' => now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        'T' => now.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        'Y' => now.ToString("yyyy", CultureInfo.InvariantCulture),
        'm' => now.ToString("MM", CultureInfo.InvariantCulture),
        'd' => now.ToString("dd", CultureInfo.InvariantCulture),
        'H' => now.ToString("HH", CultureInfo.InvariantCulture),
        'M' => now.ToString("mm", CultureInfo.InvariantCulture),
        'S' => now.ToString("ss", CultureInfo.InvariantCulture),
        'Z' => "UTC",
        'n' => "\n",
        _ => field.ToString(),
    };
}
