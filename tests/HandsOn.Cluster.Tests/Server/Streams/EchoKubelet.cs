using System.IO.Pipelines;
using System.Text;
using HandsOn.Cluster.Server.Streams;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Tests.Server.Streams;

/// <summary>
/// A kubelet whose containers know three commands: <c>cat</c> copies its input, <c>echo</c> writes its arguments to the output and "done" to
/// the error stream, <c>exit N</c> ends with that code. Its ports answer with what they get, but for port 1, which refuses, and port 80,
/// which answers one HTTP request.
/// </summary>
internal sealed class EchoKubelet : IKubelets, IKubeletApi
{
    public LogOptions? AskedFor { get; private set; }

    public IKubeletApi? For(string nodeName) => nodeName == "n1" ? this : null;

    public async Task WriteLogsAsync(KubeObject pod, string container, LogOptions options, Stream target, CancellationToken cancellation)
    {
        AskedFor = options;
        await target.WriteAsync(Encoding.UTF8.GetBytes($"{container} says hello\n"), cancellation);
    }

    public async Task<int> ExecAsync(KubeObject pod, string container, IReadOnlyList<string> command, ExecStreams streams, CancellationToken cancellation)
    {
        switch (command[0])
        {
            case "cat":
                await streams.Input!.CopyToAsync(streams.Output!, cancellation);
                return 0;
            case "echo":
                await streams.Output!.WriteAsync(Encoding.UTF8.GetBytes(string.Join(' ', command.Skip(1)) + "\n"), cancellation);
                if (streams.Error is not null) await streams.Error.WriteAsync("done\n"u8.ToArray(), cancellation);
                return 0;
            case "nosuch":
                throw StatusErrors.Internal("error executing command in container: no such executable");
            default:
                return int.Parse(command[1]);
        }
    }

    public Task AttachAsync(KubeObject pod, string container, ExecStreams streams, CancellationToken cancellation) =>
        WriteLogsAsync(pod, container, new LogOptions(), streams.Output!, cancellation);

    public ValueTask<Stream> ConnectAsync(KubeObject pod, int port, CancellationToken cancellation)
    {
        if (port == 1) throw new IOException("connection refused");
        if (port == 80) return ValueTask.FromResult<Stream>(new Loop(new MemoryStream("HTTP/1.1 418 Odd\r\nX-Pod: p\r\nContent-Length: 5\r\n\r\nhello"u8.ToArray()), new MemoryStream()));
        var pipe = new Pipe();
        return ValueTask.FromResult<Stream>(new Loop(pipe.Reader.AsStream(), pipe.Writer.AsStream()));
    }

    private sealed class Loop(Stream input, Stream output) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => 0;
        public override long Position { get; set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => input.ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => output.WriteAsync(buffer, cancellationToken);

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => input.Read(buffer, offset, count);

        public override long Seek(long offset, SeekOrigin origin) => 0;

        public override void SetLength(long value) { }

        public override void Write(byte[] buffer, int offset, int count) => output.Write(buffer, offset, count);
    }
}
