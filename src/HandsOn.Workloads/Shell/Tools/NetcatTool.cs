using System.Globalization;
using System.Text;
using HandsOn.Workloads.Network;

namespace HandsOn.Workloads.Shell.Tools;

/// <summary>nc: tries a port, sends standard input, or listens.</summary>
internal static class NetcatTool
{
    public static readonly Dictionary<string, Tool> All = new(StringComparer.Ordinal) { ["nc"] = RunAsync };

    private static async ValueTask<int> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        var options = new Options(call.Arguments, "w", "p");
        if (options.Has("l")) return await ListenAsync(call, Port(options.Value("p") ?? options.Operands.LastOrDefault("0")), cancellation).ConfigureAwait(false);
        if (options.Operands is not [var host, var port, ..]) return await call.FailAsync("nc: usage: nc [-z] [-v] HOST PORT").ConfigureAwait(false);
        using var patience = new CancellationTokenSource(SystemTools.Duration(options.Value("w") ?? "3600") ?? TimeSpan.FromHours(1), call.Container.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await using var stream = await call.Container.Network.ConnectAsync(host, Port(port), either.Token).ConfigureAwait(false);
            if (options.Has("v")) await call.Io.Error.WriteLineAsync($"{host} ({host}:{port}) open").ConfigureAwait(false);
            if (!options.Has("z")) await TalkAsync(call, stream, either.Token).ConfigureAwait(false);
            return 0;
        }
        catch (NetworkException failed)
        {
            var isName = failed.Failure is NetworkFailure.NameNotFound or NetworkFailure.NameServerUnavailable;
            if (isName) return await call.FailAsync($"nc: bad address '{host}'").ConfigureAwait(false);
            return options.Has("z") && !options.Has("v") ? 1 : await call.FailAsync($"nc: {host} ({host}:{port}): {failed.Message}").ConfigureAwait(false);
        }
    }

    private static async ValueTask<int> ListenAsync(ToolCall call, int port, CancellationToken cancellation)
    {
        using var listener = call.Container.Network.Listen(port);
        if (await listener.AcceptAsync(cancellation).ConfigureAwait(false) is not { } connection) return 1;
        await using var stream = connection.Stream;
        await TalkAsync(call, stream, cancellation).ConfigureAwait(false);
        return 0;
    }

    private static async Task TalkAsync(ToolCall call, Stream stream, CancellationToken cancellation)
    {
        var receiving = ReceiveAsync(call, stream, cancellation);
        var sent = await call.Io.In.ReadToEndAsync(cancellation).ConfigureAwait(false);
        if (sent.Length > 0) await stream.WriteAsync(Encoding.UTF8.GetBytes(sent), cancellation).ConfigureAwait(false);
        (stream as IHalfClosable)?.CompleteWrites();
        await receiving.ConfigureAwait(false);
    }

    private static async Task ReceiveAsync(ToolCall call, Stream stream, CancellationToken cancellation)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        var buffer = new char[1024];
        int count;
        while ((count = await reader.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            await call.Io.Out.WriteAsync(new string(buffer, 0, count)).ConfigureAwait(false);
    }

    private static int Port(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var port) ? port : 0;
}
