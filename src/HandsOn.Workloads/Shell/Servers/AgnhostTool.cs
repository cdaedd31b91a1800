using System.Globalization;
using System.Text;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Http;
using HandsOn.Workloads.Network;
using HandsOn.Workloads.Shell.Tools;

namespace HandsOn.Workloads.Shell.Servers;

/// <summary>The test image agnhost: pause, netexec, serve-hostname, connect, entrypoint-tester (test/images/agnhost).</summary>
internal static class AgnhostTool
{
    public static readonly Dictionary<string, Tool> All = new(StringComparer.Ordinal) { ["agnhost"] = RunAsync };

    private static async ValueTask<int> RunAsync(ToolCall call, CancellationToken stopping)
    {
        var options = new Options([.. call.Arguments.Skip(1)], "http-port", "port", "timeout", "protocol", "udp-port");
        switch (call.Arguments.FirstOrDefault("pause"))
        {
            case "pause":
                await call.PrintAsync("Paused").ConfigureAwait(false);
                await Until.StoppedAsync(stopping).ConfigureAwait(false);
                return 0;
            case "netexec": return await NetexecAsync(call, options, stopping).ConfigureAwait(false);
            case "serve-hostname":
                return await ServeAsync(call, Port(options, 9376, "port"), _ => HttpReply.Text(200, call.Container.PodName), stopping).ConfigureAwait(false);
            case "connect": return await ConnectAsync(call, options, stopping).ConfigureAwait(false);
            case "entrypoint-tester":
                await call.PrintAsync($"[{string.Join(' ', call.Arguments.Prepend("/agnhost"))}]").ConfigureAwait(false);
                return 0;
            case var unknown: return await call.FailAsync($"Error: unknown command \"{unknown}\" for \"app\"").ConfigureAwait(false);
        }
    }

    private static async ValueTask<int> NetexecAsync(ToolCall call, Options options, CancellationToken stopping)
    {
        using var udp = call.Container.Network.ListenDatagrams(
            Port(options, 8081, "udp-port"), (datagram, _) => ValueTask.FromResult(Datagram(call, Encoding.UTF8.GetString(datagram.Span).Trim())));
        var exit = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var served = await ServeAsync(call, Port(options, 8080, "http-port"), request =>
        {
            if (request.Path != "/exit") return Netexec(call, request);
            exit.TrySetResult(int.TryParse(request.Query("code"), CultureInfo.InvariantCulture, out var code) ? code : 0);
            ending.Cancel();
            return HttpReply.Text(200, "");
        }, ending.Token).ConfigureAwait(false);
        return exit.Task.IsCompleted ? await exit.Task.ConfigureAwait(false) : served;
    }

    private static ReadOnlyMemory<byte>? Datagram(ToolCall call, string text)
    {
        if (text is "hostname" or "hostName") return Encoding.UTF8.GetBytes(call.Container.PodName);
        return text is ['e', 'c', 'h', 'o', ' ', .. var echoed] ? Encoding.UTF8.GetBytes(echoed) : null as ReadOnlyMemory<byte>?;
    }

    private static HttpReply Netexec(ToolCall call, HttpCall request) => request.Path switch
    {
        "/" => HttpReply.Text(200, string.Create(CultureInfo.InvariantCulture, $"NOW: {call.Container.Time.GetUtcNow():yyyy-MM-dd HH:mm:ss.ffffff} +0000 UTC")),
        "/hostname" or "/hostName" => HttpReply.Text(200, call.Container.PodName),
        "/clientip" => HttpReply.Text(200, request.Remote.ToString()),
        "/echo" => HttpReply.Text(int.TryParse(request.Query("code"), CultureInfo.InvariantCulture, out var code) ? code : 200, request.Query("msg") ?? ""),
        "/healthz" => HttpReply.Text(200, ""),
        "/header" => HttpReply.Text(200, request.Headers[request.Query("key") ?? ""] ?? ""),
        _ => HttpReply.Text(404, "404 page not found\n"),
    };

    private static async ValueTask<int> ConnectAsync(ToolCall call, Options options, CancellationToken stopping)
    {
        var target = options.Operands.FirstOrDefault("");
        var colon = target.LastIndexOf(':');
        using var patience = new CancellationTokenSource(SystemTools.Duration(options.Value("timeout") ?? "") ?? TimeSpan.FromMinutes(2), call.Container.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        try
        {
            var port = int.Parse(target[(colon + 1)..], CultureInfo.InvariantCulture);
            await using var stream = await call.Container.Network.ConnectAsync(target[..colon], port, either.Token).ConfigureAwait(false);
            return 0;
        }
        catch (NetworkException failed)
        {
            return await call.FailAsync(failed.Failure switch
            {
                NetworkFailure.ConnectionRefused => "REFUSED",
                NetworkFailure.NameNotFound or NetworkFailure.NameServerUnavailable => "DNS: " + failed.Message,
                NetworkFailure.TimedOut or NetworkFailure.NoRoute => "TIMEOUT",
                _ => "OTHER: " + failed.Message,
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return await call.FailAsync("TIMEOUT").ConfigureAwait(false);
        }
    }

    private static async ValueTask<int> ServeAsync(ToolCall call, int port, Func<HttpCall, HttpReply> answer, CancellationToken stopping)
    {
        using var listener = call.Container.Network.Listen(port);
        await new HttpServer((request, _) => ValueTask.FromResult(answer(request))).RunAsync(listener, stopping).ConfigureAwait(false);
        return 0;
    }

    private static int Port(Options options, int standard, string option) =>
        int.TryParse(options.Value(option), CultureInfo.InvariantCulture, out var port) ? port : standard;
}
