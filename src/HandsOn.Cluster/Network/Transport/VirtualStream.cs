using System.Buffers;
using System.IO.Pipelines;
using HandsOn.Workloads.Network;

namespace HandsOn.Cluster.Network.Transport;

/// <summary>
/// One end of an in-memory TCP connection. One reader and one writer may be active at a time, as on a socket; dispose and reset
/// may come from anywhere.
/// </summary>
internal sealed class VirtualStream(PipeReader input, PipeWriter output) : Stream, IHalfClosable
{
    private readonly Lock gate = new();
    private readonly List<Action<VirtualStream>> onClosed = [];
    private VirtualStream peer = null!;
    private bool reading;
    private bool writing;
    private bool closed;
    private bool writesCompleted;
    private volatile bool wasReset;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The two ends of a new connection.</summary>
    public static (VirtualStream Client, VirtualStream Server) Pair()
    {
        var options = new PipeOptions(useSynchronizationContext: false);
        Pipe up = new(options), down = new(options);
        VirtualStream client = new(down.Reader, up.Writer), server = new(up.Reader, down.Writer);
        (client.peer, server.peer) = (server, client);
        return (client, server);
    }

    /// <summary>Runs once this end is closed or reset; at once where it already is.</summary>
    public void OnClosed(Action<VirtualStream> action)
    {
        lock (gate)
        {
            if (!closed)
            {
                onClosed.Add(action);
                return;
            }
        }
        action(this);
    }

    /// <summary>Ends the connection as a dying host does: both ends fail with "connection reset by peer".</summary>
    public void Reset()
    {
        wasReset = peer.wasReset = true;
        peer.Interrupt();
        Dispose();
    }

    /// <summary>Shuts down the sending half: the other end reads to the end of the stream.</summary>
    public void CompleteWrites()
    {
        lock (gate)
        {
            if (writesCompleted || closed || writing) return;
            writesCompleted = true;
            output.Complete();
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Enter(ref reading);
        try
        {
            while (true)
            {
                var result = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
                var available = result.Buffer;
                if (wasReset || (result.IsCanceled && closed))
                {
                    input.AdvanceTo(available.Start);
                    throw Ended();
                }
                if (available.IsEmpty && !result.IsCompleted)
                {
                    input.AdvanceTo(available.Start);
                    continue;
                }
                var count = (int)Math.Min(available.Length, buffer.Length);
                available.Slice(0, count).CopyTo(buffer.Span);
                input.AdvanceTo(available.GetPosition(count));
                return count;
            }
        }
        finally
        {
            lock (gate)
            {
                reading = false;
                if (closed) input.Complete();
            }
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (writesCompleted) throw new NetworkException(NetworkFailure.BrokenPipe);
        Enter(ref writing);
        try
        {
            var result = await output.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (wasReset || (result.IsCanceled && closed)) throw Ended();
            if (result.IsCompleted) throw new NetworkException(NetworkFailure.BrokenPipe);
        }
        finally
        {
            lock (gate)
            {
                writing = false;
                if (closed && !writesCompleted) output.Complete();
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer, offset, count, default).GetAwaiter().GetResult();

    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer, offset, count, default).GetAwaiter().GetResult();

    public override void Flush() { }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        lock (gate)
        {
            if (closed) return;
            closed = true;
            if (reading) input.CancelPendingRead();
            else input.Complete();
            if (writing) output.CancelPendingFlush();
            else if (!writesCompleted) output.Complete();
        }
        foreach (var action in onClosed) action(this);
        base.Dispose(disposing);
    }

    private void Enter(ref bool flag)
    {
        lock (gate)
        {
            if (closed || wasReset) throw Ended();
            if (flag) throw new InvalidOperationException("the stream is in use by another reader or writer");
            flag = true;
        }
    }

    private void Interrupt()
    {
        lock (gate)
        {
            if (closed) return;
            input.CancelPendingRead();
            output.CancelPendingFlush();
        }
    }

    private Exception Ended() => wasReset ? new NetworkException(NetworkFailure.ConnectionReset) : new ObjectDisposedException(nameof(VirtualStream));
}
