using System.IO.Pipelines;

namespace HandsOn.Cluster.Kubelet;

/// <summary>
/// The standard input of a container with <c>stdin: true</c>: open and silent until a client attaches. With <c>stdinOnce</c> it ends
/// with the first client that brings input (staging/src/k8s.io/api/core/v1/types.go, Container).
/// </summary>
internal sealed class StandardInput(bool once)
{
    private readonly Pipe pipe = new();
    private readonly SemaphoreSlim writing = new(1);
    private TextReader? reader;
    private bool isEnded;

    /// <summary>What the process reads.</summary>
    public TextReader Reader => reader ??= new StreamReader(pipe.Reader.AsStream());

    /// <summary>Hands on what a client sends, until it ends.</summary>
    public async Task CopyAsync(Stream source, CancellationToken cancellation)
    {
        var buffer = new byte[4096];
        try
        {
            while (await source.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var count)
                await WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
        }
        finally
        {
            if (once) await EndAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Two clients may be attached: their input arrives in the order in which it came.</summary>
    private async ValueTask WriteAsync(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!isEnded) await pipe.Writer.WriteAsync(input, cancellation).ConfigureAwait(false);
        }
        finally
        {
            writing.Release();
        }
    }

    private async ValueTask EndAsync()
    {
        await writing.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (isEnded) return;
            isEnded = true;
            await pipe.Writer.CompleteAsync().ConfigureAwait(false);
        }
        finally
        {
            writing.Release();
        }
    }
}
