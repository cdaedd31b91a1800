using System.ComponentModel;
using System.Diagnostics;

namespace HandsOn.E2E.Kubectl;

/// <summary>Runs a program to its end and keeps what it wrote; at a timeout or a cancellation it is killed, with its children.</summary>
internal static class ChildProcess
{
    private static int running;

    /// <summary>How many programs run at this moment; the leak check wants 0.</summary>
    public static int Running => Volatile.Read(ref running);

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string program, IReadOnlyList<string> arguments, string folder, IReadOnlyDictionary<string, string?> environment,
        TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        using var process = Start(start);
        Interlocked.Increment(ref running);
        void KillAtExit(object? sender, EventArgs e) => Kill(process);
        AppDomain.CurrentDomain.ProcessExit += KillAtExit;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            using var deadline = new CancellationTokenSource(timeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
            using var kill = either.Token.Register(() => Kill(process));
            await process.WaitForExitAsync(CancellationToken.None);
            var written = (await output, await error);
            cancellation.ThrowIfCancellationRequested();
            if (deadline.IsCancellationRequested)
                throw new KubectlException($"\"{Path.GetFileName(program)} {string.Join(' ', arguments)}\" did not end within {timeout.TotalSeconds:0.#} s and was stopped; it had written: {(written.Item1 + written.Item2).Trim()}");
            return (process.ExitCode, written.Item1, written.Item2);
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
            Interlocked.Decrement(ref running);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new KubectlException($"{start.FileName} cannot be started: {error.Message}", error);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in the meantime.
        }
    }
}
