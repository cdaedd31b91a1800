using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Security.Authentication;
using HandsOn.Workloads.Network;

namespace HandsOn.Workloads.Http;

/// <summary>
/// A small HTTP/1.1 server on the virtual network, for the programs of simulated containers: a thousand of them cost no thread
/// and no timer.
/// </summary>
internal sealed class HttpServer(HttpHandler handler)
{
    /// <summary>Makes a TLS stream of an accepted connection; null for plain HTTP.</summary>
    public Func<Stream, CancellationToken, ValueTask<Stream>>? Secure { get; init; }

    /// <summary>Serves until asked to stop; requests that are under way are finished.</summary>
    public async Task RunAsync(IVirtualListener listener, CancellationToken stopping)
    {
        var connections = new ConcurrentDictionary<Task, bool>();
        await using (stopping.Register(listener.Dispose).ConfigureAwait(false))
        {
            while (await listener.AcceptAsync(CancellationToken.None).ConfigureAwait(false) is { } connection)
            {
                var serving = ServeAsync(connection, stopping);
                connections[serving] = true;
                _ = serving.ContinueWith(done => connections.TryRemove(done, out var _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
        await Task.WhenAll(connections.Keys).ConfigureAwait(false);
    }

    private async Task ServeAsync(VirtualConnection connection, CancellationToken stopping)
    {
        await using var raw = connection.Stream;
        try
        {
            await using var stream = Secure is null ? raw : await Secure(raw, stopping).ConfigureAwait(false);
            var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
            var input = new HttpInput(reader);
            while (await input.ReadCallAsync(connection.Remote, stream, stopping).ConfigureAwait(false) is { } call)
                if (!await AnswerAsync(call, reader, stream, stopping).ConfigureAwait(false)) return;
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException or OperationCanceledException or AuthenticationException)
        {
            // The client is gone, or the server stops while the connection is idle.
        }
        catch (FormatException)
        {
            await new HttpOutput(raw).WriteAsync(null, HttpReply.Text(400, "400 Bad Request\n"), false, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> AnswerAsync(HttpCall call, PipeReader reader, Stream stream, CancellationToken stopping)
    {
        var reply = await handler(call, CancellationToken.None).ConfigureAwait(false);
        var keepAlive = call.Version == "HTTP/1.1" && !call.Headers.Has("connection", "close") && !stopping.IsCancellationRequested;
        await using var body = reply.Stream ?? Stream.Null;
        await new HttpOutput(stream).WriteAsync(call, reply, keepAlive, CancellationToken.None).ConfigureAwait(false);
        if (reply.Upgrade is not null)
        {
            await reply.Upgrade(new DuplexStream(reader.AsStream(leaveOpen: true), stream), stopping).ConfigureAwait(false);
            return false;
        }
        if (call.Body is HttpBody rest) await rest.DrainAsync(stopping).ConfigureAwait(false);
        return keepAlive;
    }
}
