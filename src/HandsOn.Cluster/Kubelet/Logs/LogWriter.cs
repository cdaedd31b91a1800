using System.Text;

namespace HandsOn.Cluster.Kubelet;

/// <summary>A container's standard output or error: what is written goes into its log, line by line.</summary>
internal sealed class LogWriter(ContainerLog log) : TextWriter
{
    private readonly StringBuilder line = new();
    private readonly Lock gate = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (gate)
        {
            while (buffer.IndexOf('\n') is var end and >= 0)
            {
                line.Append(buffer[..end]);
                Emit();
                buffer = buffer[(end + 1)..];
            }
            line.Append(buffer);
        }
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    /// <summary>An unfinished last line becomes a line when the process ends.</summary>
    public void Finish()
    {
        lock (gate)
            if (line.Length > 0) Emit();
    }

    private void Emit()
    {
        log.Write(Encoding.UTF8.GetBytes(line.ToString()));
        line.Clear();
    }
}
