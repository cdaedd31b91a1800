using System.Globalization;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Http;
using HandsOn.Workloads.Network;
using HandsOn.Workloads.Redis.Protocol;

namespace HandsOn.Workloads.Guestbook;

/// <summary>The guestbook's frontend: Apache with one PHP page that keeps messages in Redis.</summary>
internal sealed class FrontendProgram(GuestbookGeneration generation) : IContainerProgram
{
    private const int Port = 80;
    private const int RedisPort = 6379;
    private const string ServerName = "Apache/2.4.54 (Debian)";

    public async Task<int> RunAsync(IContainerContext container, CancellationToken stopping)
    {
        using var listener = container.Network.Listen(Port);
        await container.Error.WriteLineAsync(
            $"AH00558: apache2: Could not reliably determine the server's fully qualified domain name, using {container.Network.Address}. "
            + "Set the 'ServerName' directive globally to suppress this message").ConfigureAwait(false);
        Notice(container, "mpm_prefork:notice", $"AH00163: {ServerName} configured -- resuming normal operations");
        Notice(container, "core:notice", "AH00094: Command line: 'apache2 -D FOREGROUND'");
        var server = new HttpServer(async (call, cancellation) =>
        {
            var reply = await AnswerAsync(container, call, cancellation).ConfigureAwait(false);
            reply.Headers.Add("Server", ServerName);
            lock (container.Output) container.Output.WriteLine(AccessLog.Combined(container.Time.GetUtcNow(), call, reply));
            return reply;
        });
        await server.RunAsync(listener, stopping).ConfigureAwait(false);
        Notice(container, "mpm_prefork:notice", "AH00170: caught SIGWINCH, shutting down gracefully");
        return 0;
    }

    private async ValueTask<HttpReply> AnswerAsync(IContainerContext container, HttpCall call, CancellationToken cancellation) => call.Path switch
    {
        "/" or "/index.html" => HttpReply.Text(200, GuestbookPages.Index, "text/html"),
        "/controllers.js" => HttpReply.Text(200, GuestbookPages.Script, "application/javascript"),
        "/guestbook.php" => await ScriptAsync(container, call, cancellation).ConfigureAwait(false),
        _ => HttpReply.Text(404, GuestbookPages.NotFound($"{ServerName} Server at {call.Host} Port {Port}"), "text/html; charset=iso-8859-1"),
    };

    private async ValueTask<HttpReply> ScriptAsync(IContainerContext container, HttpCall call, CancellationToken cancellation)
    {
        if (call.Query("cmd") is not { } command) return HttpReply.Text(200, "", "text/html; charset=UTF-8");
        var isSet = command == "set";
        var host = isSet ? generation.Writer(container) : generation.Reader(container);
        var key = generation.FixedKey ?? call.Query("key") ?? "";
        try
        {
            await using var redis = await RedisClient.ConnectAsync(container.Network, host, RedisPort, cancellation).ConfigureAwait(false);
            if (!isSet) return Json($"{{\"data\": \"{(await redis.SendAsync(cancellation, "GET", key).ConfigureAwait(false)).Text}\"}}");
            await redis.SendAsync(cancellation, "SET", key, call.Query("value") ?? "").ConfigureAwait(false);
            return Json("{\"message\": \"Updated\"}");
        }
        catch (Exception failed) when (failed is IOException or RedisException or FormatException)
        {
            var words = failed is NetworkException { Failure: NetworkFailure.NameNotFound or NetworkFailure.NameServerUnavailable }
                ? $"php_network_getaddresses: getaddrinfo failed: {failed.Message}" : failed.Message;
            Notice(container, "php7:error",
                $"[client {call.Remote}] PHP Fatal error:  Uncaught Predis\\Connection\\ConnectionException: {words} [tcp://{host}:{RedisPort}] "
                + "in /usr/local/lib/php/Predis/Connection/AbstractConnection.php:155");
            return HttpReply.Text(500, "", "text/html; charset=UTF-8");
        }
    }

    private static HttpReply Json(string text)
    {
        var reply = HttpReply.Text(200, text, "application/json");
        reply.Headers.Add("Access-Control-Allow-Origin", "*");
        return reply;
    }

    private static void Notice(IContainerContext container, string module, string text)
    {
        var now = container.Time.GetUtcNow();
        lock (container.Error) container.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{now:ddd MMM dd HH:mm:ss.ffffff yyyy}] [{module}] [pid 1] {text}"));
    }
}
