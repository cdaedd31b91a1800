using System.Collections.Concurrent;
using System.Net;
using HandsOn.Cluster.Tests.Support;
using HandsOn.Workloads.Network;

namespace HandsOn.Cluster.Tests.Workloads;

/// <summary>
/// A pod's network that tells of every port that is opened, and of every read from a connection that was made: whoever reads on has
/// done what came before.
/// </summary>
internal sealed class WatchedNetwork(IPodNetwork inner, Signal changed) : IPodNetwork
{
    private readonly ConcurrentDictionary<int, bool> opened = [];

    public IPAddress Address => inner.Address;

    public DnsSettings Dns => inner.Dns;

    /// <summary>True where a TCP port has been opened.</summary>
    public bool HasOpened(int port) => opened.ContainsKey(port);

    public IVirtualListener Listen(int port)
    {
        var listener = inner.Listen(port);
        opened[port] = true;
        changed.Set();
        return listener;
    }

    public IDisposable ListenDatagrams(int port, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<ReadOnlyMemory<byte>?>> answer)
    {
        var listener = inner.ListenDatagrams(port, answer);
        changed.Set();
        return listener;
    }

    public async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellation = default) =>
        new WatchedStream(await inner.ConnectAsync(host, port, cancellation), changed);

    public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellation = default) =>
        inner.ResolveAsync(name, cancellation);

    public ValueTask<ReadOnlyMemory<byte>> ExchangeDatagramAsync(
        IPEndPoint destination, ReadOnlyMemory<byte> datagram, CancellationToken cancellation = default) =>
        inner.ExchangeDatagramAsync(destination, datagram, cancellation);

    private sealed class WatchedStream(Stream inner, Signal changed) : Stream, IHalfClosable
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            changed.Set();
            return inner.Read(buffer, offset, count);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            changed.Set();
            return inner.ReadAsync(buffer, cancellationToken);
        }

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.WriteAsync(buffer, cancellationToken);

        public void CompleteWrites() => (inner as IHalfClosable)?.CompleteWrites();

        public override void Flush() => inner.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
