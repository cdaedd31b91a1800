using System.Text;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Shell.Running;

namespace HandsOn.Workloads.Shell.Tools;

/// <summary>The shell itself, under the names that images have it under.</summary>
internal static class ShellTools
{
    public static readonly Dictionary<string, Tool> All = new(StringComparer.Ordinal)
    {
        ["sh"] = RunAsync,
        ["ash"] = RunAsync,
        ["bash"] = RunAsync,
        ["busybox"] = (call, cancellation) => call.Arguments is [var name, .. var rest] && call.Session.Tools.Find(name) is { } tool
            ? tool(call with { Name = name, Arguments = rest }, cancellation)
            : call.FailAsync($"{call.Arguments.FirstOrDefault("busybox")}: applet not found", 127),
        ["nohup"] = (call, cancellation) => call.Session.Tools.Find(call.Arguments.FirstOrDefault("")) is { } tool
            ? tool(call with { Name = call.Arguments[0], Arguments = [.. call.Arguments.Skip(1)] }, cancellation)
            : call.FailAsync($"nohup: can't execute '{call.Arguments.FirstOrDefault("")}': No such file or directory", 127),
    };

    private static async ValueTask<int> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        var session = call.Session.Fork();
        (session.Name, session.ExitOnError) = (ContainerPath.FileName(call.Name), false);
        var shell = new ShellInterpreter(session);
        var arguments = call.Arguments.SkipWhile(argument => argument.StartsWith('-') && !argument.Contains('c')).ToList();
        foreach (var flag in call.Arguments.TakeWhile(argument => argument.StartsWith('-'))) session.ExitOnError |= flag.Contains('e');
        if (arguments is [['-', ..], var script, .. var rest])
        {
            if (rest.Count > 0) session.Name = rest[0];
            session.Positional = [.. rest.Skip(1)];
            return await shell.RunScriptAsync(script, call.Io, cancellation).ConfigureAwait(false);
        }
        if (arguments is [var file, .. var operands])
        {
            if (call.Container.Files.Read(session.Absolute(file)) is not { } content)
                return await call.FailAsync($"{session.Name}: can't open '{file}': No such file or directory", 2).ConfigureAwait(false);
            session.Positional = operands;
            return await shell.RunScriptAsync(Encoding.UTF8.GetString(content.Span), call.Io, cancellation).ConfigureAwait(false);
        }
        var status = 0;
        while (await call.Io.In.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.Trim() is "exit") return status;
            status = await shell.RunScriptAsync(line, call.Io, cancellation).ConfigureAwait(false);
        }
        return status;
    }
}
