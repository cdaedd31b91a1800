using System.IO.Pipes;
using System.Net.Sockets;

namespace HandsOn.E2E.RealClusters.K3s.Engine;

/// <summary>Opens connections to the engine, and says in one sentence why there is none.</summary>
internal static class EngineConnection
{
    /// <summary>A client of the engine at that address; nothing is asked yet.</summary>
    public static HttpClient Open(EngineAddress address) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = address.IsLocal ? (_, cancellation) => ConnectAsync(address, cancellation) : null,
    })
    {
        BaseAddress = new(address.IsLocal ? "http://docker" : $"http://{address.Uri.Authority}"),
        Timeout = Timeout.InfiniteTimeSpan, // Pulls, logs and events last; every caller brings a token.
    };

    /// <summary>Why nobody answers there.</summary>
    public static string WhyNot(EngineAddress address, Exception error, Func<string, bool> exists, string user)
    {
        var by = address.Named ? ", which DOCKER_HOST names," : "";
        if (address.Socket is { } socket && !exists(socket)) return $"no Docker engine: there is no {socket}{by.TrimEnd(',')}";
        return (error as SocketException ?? error.InnerException as SocketException)?.SocketErrorCode switch
        {
            SocketError.AccessDenied => $"no Docker engine: the user {user} may not use {address}{by.TrimEnd(',')}; members of its group (often \"docker\") may",
            SocketError.ConnectionRefused => $"no Docker engine: nothing listens at {address}{by.TrimEnd(',')}; is Docker started?",
            { } other => $"no Docker engine: {address}{by} cannot be reached ({other})",
            null => $"no Docker engine: {address}{by} does not answer as one ({error.Message})",
        };
    }

    private static async ValueTask<Stream> ConnectAsync(EngineAddress address, CancellationToken cancellation)
    {
        if (address.Socket is not { } path)
        {
            var pipe = new NamedPipeClientStream(".", address.Uri.AbsolutePath.Split('/')[^1], PipeDirection.InOut, PipeOptions.Asynchronous);
            await pipe.ConnectAsync(1_000, cancellation);
            return pipe;
        }
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
