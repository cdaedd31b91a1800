namespace HandsOn.Cluster.Network.Transport;

/// <summary>A connection that leads out of the virtual network and yet belongs to a pod: it ends with the pod.</summary>
internal sealed class BridgedStream(Stream outside, Action<BridgedStream> closed) : Stream
{
    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => outside.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        outside.WriteAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        outside.ReadAsync(buffer, offset, count, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        outside.WriteAsync(buffer, offset, count, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => outside.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => outside.Write(buffer, offset, count);

    public override Task FlushAsync(CancellationToken cancellationToken) => outside.FlushAsync(cancellationToken);

    public override void Flush() => outside.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) outside.Dispose();
        closed(this);
        base.Dispose(disposing);
    }
}
