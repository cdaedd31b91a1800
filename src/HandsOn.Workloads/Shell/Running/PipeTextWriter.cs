using System.IO.Pipelines;
using System.Text;

namespace HandsOn.Workloads.Shell.Running;

/// <summary>SIGPIPE: nobody reads any more.</summary>
internal sealed class BrokenPipeException : IOException;

/// <summary>The writing end of a pipe between two commands; every write is at once seen by the reader.</summary>
internal sealed class PipeTextWriter(PipeWriter output) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value) => WriteAsync(value).GetAwaiter().GetResult();

    public override async Task WriteAsync(string? value)
    {
        var result = await output.WriteAsync(Encoding.GetBytes(value ?? "")).ConfigureAwait(false);
        if (result.IsCompleted) throw new BrokenPipeException();
    }

    public override Task WriteAsync(char value) => WriteAsync(value.ToString());

    public override Task WriteLineAsync(string? value) => WriteAsync(value + "\n");
}
