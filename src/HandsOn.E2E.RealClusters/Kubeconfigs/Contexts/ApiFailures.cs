using System.Net.Sockets;
using System.Security.Authentication;
using HandsOn.E2E.Clusters;
using HandsOn.Kubernetes.Errors;

namespace HandsOn.E2E.RealClusters.Kubeconfigs.Contexts;

/// <summary>Says in one sentence why the API server of a context cannot be used.</summary>
internal sealed class ApiFailures(string context, Uri server)
{
    private string TheServer => $"the API server of context {context} at {server.GetLeftPart(UriPartial.Authority)}";

    /// <summary>What a request could not do.</summary>
    public ClusterException Of(HttpRequestException failed) => Innermost(failed) switch
    {
        ClusterException said => said,
        AuthenticationException untrusted => new($"{TheServer} is not trusted: {Clause(untrusted.Message)}", failed),
        SocketException socket => new($"{TheServer} cannot be reached: {Of(socket)}", failed),
        var other => new($"{TheServer} cannot be reached: {Clause(other.Message)}", failed),
    };

    /// <summary>What the server refused, where it concerns whoever asks and not what was asked.</summary>
    public ClusterException Of(StatusException refused) => refused.Code switch
    {
        401 => new($"{TheServer} does not accept who context {context} says you are (401)", refused),
        403 => new($"context {context} may not do what a run does: {Clause(refused.Message)}", refused),
        _ => new($"{TheServer} refuses: {Clause(refused.Message)}", refused),
    };

    /// <summary>Does something, and turns what goes wrong into a sentence.</summary>
    /// <exception cref="ClusterException">It went wrong.</exception>
    public async Task<T> SayAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (HttpRequestException failed)
        {
            throw Of(failed);
        }
        catch (StatusException refused)
        {
            throw Of(refused);
        }
    }

    private static string Of(SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "no such host",
        SocketError.TimedOut => "no answer",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "no route to it",
        SocketError.ConnectionReset => "it has closed the connection",
        _ => Clause(socket.Message),
    };

    private static Exception Innermost(Exception error) => error is ClusterException or AuthenticationException || error.InnerException is null ? error : Innermost(error.InnerException);

    private static string Clause(string message) => message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
}
