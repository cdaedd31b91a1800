using System.Runtime.InteropServices;
using HandsOn.E2E.Clusters;

namespace HandsOn.E2E.Cli.Commands;

/// <summary>
/// Ctrl-C and SIGTERM: the first asks for an end and gives it a moment, the second, or the end of that moment, ends the process at once.
/// The moment lasts while containers are being taken away.
/// What must not outlive the process (kubectl, work folders, the kubeconfig) goes with it: it listens to its end.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1.5);

    // Containers take longer to go than anything in this process, and nobody else would take them away now.
    private static readonly TimeSpan MomentForOutsideThings = TimeSpan.FromSeconds(20);
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private readonly CancellationTokenSource source = new();
    private readonly ManualResetEventSlim ended = new();
    private readonly PosixSignalRegistration[] registrations;
    private int signals;

    public Interruption() => registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        ended.Set();
        foreach (var registration in registrations) registration.Dispose();
    }

    // Runs on a thread of its own, which may wait. What listens to the token may not hold it up.
    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref signals) == 1)
        {
            _ = source.CancelAsync();
            if (ended.Wait(Moment)) return;
            if (!OutsideThings.WaitForNone(TimeSpan.Zero) && OutsideThings.WaitForNone(MomentForOutsideThings) && ended.Wait(Moment)) return;
        }
        Environment.Exit(ExitCodes.Interrupted);
    }
}
