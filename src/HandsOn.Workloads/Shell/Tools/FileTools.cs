using HandsOn.Workloads.Containers;

namespace HandsOn.Workloads.Shell.Tools;

/// <summary>Tools on files: ls, rm, touch, mkdir, cp, mv, pwd.</summary>
internal static class FileTools
{
    public static readonly Dictionary<string, Tool> All = new(StringComparer.Ordinal)
    {
        ["ls"] = ListAsync,
        ["rm"] = RemoveAsync,
        ["touch"] = (call, _) => EachAsync(call, path =>
        {
            if (call.Container.Files.Read(path) is null) call.Container.Files.Write(path, ReadOnlyMemory<byte>.Empty);
        }),
        ["mkdir"] = (_, _) => ValueTask.FromResult(0),
        ["chmod"] = (_, _) => ValueTask.FromResult(0),
        ["sync"] = (_, _) => ValueTask.FromResult(0),
        ["cp"] = (call, _) => CopyAsync(call, move: false),
        ["mv"] = (call, _) => CopyAsync(call, move: true),
        ["pwd"] = async (call, _) =>
        {
            await call.PrintAsync(call.Session.WorkingDirectory).ConfigureAwait(false);
            return 0;
        },
    };

    private static async ValueTask<int> ListAsync(ToolCall call, CancellationToken cancellation)
    {
        var options = new Options(call.Arguments);
        var status = 0;
        foreach (var name in options.Operands.DefaultIfEmpty("."))
        {
            var path = call.Session.Absolute(name);
            if (call.Container.Files.List(path) is { } entries)
                foreach (var entry in entries.Order(StringComparer.Ordinal).Where(entry => options.Has("a", "A") || !entry.StartsWith('.')))
                    await call.PrintAsync(entry).ConfigureAwait(false);
            else if (call.Container.Files.Read(path) is not null) await call.PrintAsync(name).ConfigureAwait(false);
            else status = await call.FailAsync($"ls: {name}: No such file or directory").ConfigureAwait(false);
        }
        return status;
    }

    private static async ValueTask<int> RemoveAsync(ToolCall call, CancellationToken cancellation)
    {
        var options = new Options(call.Arguments);
        var status = 0;
        foreach (var name in options.Operands)
        {
            if (call.Container.Files.Delete(call.Session.Absolute(name)) || options.Has("f", "r")) continue;
            status = await call.FailAsync($"rm: can't remove '{name}': No such file or directory").ConfigureAwait(false);
        }
        return status;
    }

    private static async ValueTask<int> CopyAsync(ToolCall call, bool move)
    {
        if (new Options(call.Arguments).Operands is not [var from, var to]) return await call.FailAsync($"{call.Name}: missing file operand").ConfigureAwait(false);
        if (call.Container.Files.Read(call.Session.Absolute(from)) is not { } content)
            return await call.FailAsync($"{call.Name}: can't stat '{from}': No such file or directory").ConfigureAwait(false);
        var target = call.Session.Absolute(to);
        if (call.Container.Files.List(target) is not null) target = ContainerPath.Combine(target, ContainerPath.FileName(from));
        call.Container.Files.Write(target, content);
        if (move) call.Container.Files.Delete(call.Session.Absolute(from));
        return 0;
    }

    private static async ValueTask<int> EachAsync(ToolCall call, Action<string> action)
    {
        foreach (var name in new Options(call.Arguments).Operands)
        {
            try
            {
                action(call.Session.Absolute(name));
            }
            catch (UnauthorizedAccessException)
            {
                return await call.FailAsync($"{call.Name}: {name}: Read-only file system").ConfigureAwait(false);
            }
        }
        return 0;
    }
}
