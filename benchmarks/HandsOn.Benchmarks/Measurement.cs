using System.Diagnostics;

namespace HandsOn.Benchmarks;

/// <summary>Wall and processor time since its making. The processor's is the one to compare on a busy machine.</summary>
internal sealed class Measurement
{
    private readonly long started = TimeProvider.System.GetTimestamp();
    private readonly TimeSpan processor = Processor();

    public double Milliseconds => TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;

    public double ProcessorMilliseconds => (Processor() - processor).TotalMilliseconds;

    private static TimeSpan Processor()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
