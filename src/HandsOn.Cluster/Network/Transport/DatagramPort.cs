namespace HandsOn.Cluster.Network.Transport;

/// <summary>A UDP port that answers datagrams.</summary>
internal sealed class DatagramPort(
    NetworkNamespace ports, int port, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<ReadOnlyMemory<byte>?>> answer) : IDisposable
{
    public int Port { get; } = port;

    /// <summary>The reply; null where the owner gives none.</summary>
    public ValueTask<ReadOnlyMemory<byte>?> AnswerAsync(ReadOnlyMemory<byte> datagram, CancellationToken cancellation) =>
        answer(datagram, cancellation);

    public void Dispose() => ports.Close(this);
}
