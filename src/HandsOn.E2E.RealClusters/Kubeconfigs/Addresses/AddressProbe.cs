using System.Net.Sockets;

namespace HandsOn.E2E.RealClusters.Kubeconfigs.Addresses;

/// <summary>Whether somebody answers at an address.</summary>
internal interface IAddressProbe
{
    Task<bool> AnswersAsync(string host, int port, CancellationToken cancellation);
}

/// <summary>Tries a TCP connection.</summary>
internal sealed class TcpProbe(TimeProvider time) : IAddressProbe
{
    // A connection to an address that leads here stands within a moment; one that does not would hang for minutes.
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(2);

    public async Task<bool> AnswersAsync(string host, int port, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(ConnectTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(host, port, either.Token);
            return true;
        }
        catch (Exception silent) when (silent is SocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
