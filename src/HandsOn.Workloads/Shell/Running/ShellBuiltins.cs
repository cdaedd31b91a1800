using System.Globalization;

namespace HandsOn.Workloads.Shell.Running;

/// <summary>Commands that act on the shell itself.</summary>
internal static class ShellBuiltins
{
    internal delegate ValueTask<int> Builtin(ShellSession session, IReadOnlyList<string> arguments, ShellIo io);

    private static readonly Dictionary<string, Builtin> All = new(StringComparer.Ordinal)
    {
        ["exit"] = (session, arguments, _) => throw new ShellExit(Status(session, arguments)),
        ["return"] = (session, arguments, _) => throw new ShellReturn(Status(session, arguments)),
        ["break"] = (_, _, _) => throw new LoopJump(true),
        ["continue"] = (_, _, _) => throw new LoopJump(false),
        [":"] = (_, _, _) => ValueTask.FromResult(0),
        ["trap"] = (_, _, _) => ValueTask.FromResult(0),
        ["umask"] = (_, _, _) => ValueTask.FromResult(0),
        ["local"] = (session, arguments, _) => Assign(session, arguments, export: false),
        ["readonly"] = (session, arguments, _) => Assign(session, arguments, export: false),
        ["export"] = (session, arguments, _) => Assign(session, arguments, export: true),
        ["unset"] = Unset,
        ["cd"] = ChangeDirectory,
        ["set"] = Set,
        ["shift"] = Shift,
        ["read"] = Read,
    };

    public static Builtin? Find(string name) => All.GetValueOrDefault(name);

    private static int Status(ShellSession session, IReadOnlyList<string> arguments) =>
        arguments.Count > 0 && int.TryParse(arguments[0], CultureInfo.InvariantCulture, out var code) ? code & 0xFF : session.LastStatus;

    private static ValueTask<int> Assign(ShellSession session, IReadOnlyList<string> arguments, bool export)
    {
        foreach (var argument in arguments)
        {
            var parts = argument.Split('=', 2);
            if (parts.Length == 2) session.Variables[parts[0]] = parts[1];
            if (export) session.Exported.Add(parts[0]);
        }
        return ValueTask.FromResult(0);
    }

    private static ValueTask<int> Unset(ShellSession session, IReadOnlyList<string> arguments, ShellIo io)
    {
        foreach (var name in arguments) session.Variables.Remove(name);
        return ValueTask.FromResult(0);
    }

    private static async ValueTask<int> ChangeDirectory(ShellSession session, IReadOnlyList<string> arguments, ShellIo io)
    {
        var target = session.Absolute(arguments.Count > 0 ? arguments[0] : session.Variables.GetValueOrDefault("HOME", "/"));
        if (target != "/" && session.Container.Files.List(target) is null)
        {
            await io.Error.WriteLineAsync($"{session.Name}: cd: can't cd to {arguments[0]}: No such file or directory").ConfigureAwait(false);
            return 2;
        }
        session.WorkingDirectory = target;
        return 0;
    }

    private static ValueTask<int> Set(ShellSession session, IReadOnlyList<string> arguments, ShellIo io)
    {
        if (arguments.Count > 0 && arguments[0] == "--") session.Positional = [.. arguments.Skip(1)];
        foreach (var flag in arguments.Where(argument => argument.Length > 1 && argument[0] is '-' or '+'))
            if (flag.Contains('e')) session.ExitOnError = flag[0] == '-';
        return ValueTask.FromResult(0);
    }

    private static ValueTask<int> Shift(ShellSession session, IReadOnlyList<string> arguments, ShellIo io)
    {
        session.Positional = [.. session.Positional.Skip(arguments.Count > 0 ? Status(session, arguments) : 1)];
        return ValueTask.FromResult(0);
    }

    private static async ValueTask<int> Read(ShellSession session, IReadOnlyList<string> arguments, ShellIo io)
    {
        var line = await io.In.ReadLineAsync().ConfigureAwait(false);
        string[] names = [.. arguments.Where(argument => !argument.StartsWith('-'))];
        var values = (line ?? "").Split((char[]?)null, Math.Max(names.Length, 1), StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (var i = 0; i < names.Length; i++) session.Variables[names[i]] = i < values.Length ? values[i] : "";
        return line is null ? 1 : 0;
    }
}
