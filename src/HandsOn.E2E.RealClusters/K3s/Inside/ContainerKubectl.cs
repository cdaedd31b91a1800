using System.Globalization;
using HandsOn.E2E.Kubectl;

namespace HandsOn.E2E.RealClusters.K3s.Inside;

/// <summary>
/// The kubectl inside a k3s container: always of the cluster's own version. It works in a copy of the work folder, which follows
/// every change of that folder before each command, and has a kubeconfig and a home of its own there.
/// </summary>
internal sealed class ContainerKubectl : IKubectl
{
    private const string Parent = "/tmp";
    private const string Copy = "handson";
    private const string Root = $"{Parent}/{Copy}";
    private const string HomeName = ".home";
    private const int Killed = 9;

    private static readonly Dictionary<string, string> Environment = new()
    {
        ["KUBECONFIG"] = $"{Root}/{HomeName}/kubeconfig",
        ["HOME"] = $"{Root}/{HomeName}",
        ["KUBECACHEDIR"] = $"{Root}/{HomeName}/cache",
        ["TZ"] = "UTC",
        ["LC_ALL"] = "C",
    };

    private readonly IContainer container;
    private readonly TimeProvider time;
    private readonly FolderChanges changes;
    private readonly SemaphoreSlim oneAtATime = new(1);
    private int calls;

    private ContainerKubectl(IContainer container, WorkFolder folder, TimeProvider time, KubectlBinary binary)
    {
        this.container = container;
        this.time = time;
        changes = new(folder.Root, HomeName);
        Binary = binary;
    }

    /// <inheritdoc/>
    public KubectlBinary Binary { get; }

    /// <summary>How long one call may take; one minute where nothing else is said.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Makes the copy of the work folder.</summary>
    /// <param name="container">The server's container.</param>
    /// <param name="folder">The folder in which the reader works.</param>
    /// <param name="kubeconfig">The kubeconfig, as it holds inside the container.</param>
    /// <param name="known">Which kubectl it is, where that is known; it is asked otherwise.</param>
    /// <param name="time">The clock of the calls.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="KubectlException">There is no kubectl in the container.</exception>
    public static async Task<ContainerKubectl> OpenAsync(
        IContainer container, WorkFolder folder, string kubeconfig, KubectlBinary? known, TimeProvider time, CancellationToken cancellation)
    {
        using (var home = FolderChanges.Archive($"{Copy}/{HomeName}/kubeconfig", kubeconfig)) await container.PutAsync(Parent, home, cancellation);
        return new(container, folder, time, known ?? await AskAsync(container, cancellation));
    }

    /// <inheritdoc/>
    public async Task<KubectlResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation = default)
    {
        var started = time.GetTimestamp();
        await FollowFolderAsync(cancellation);
        var call = Interlocked.Increment(ref calls).ToString(CultureInfo.InvariantCulture);
        using var deadline = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            // The shell leaves its number behind and becomes kubectl: what does not end can be ended by that number.
            var result = await container.RunAsync(["sh", "-c", $"echo $$ > {HomeName}/call.$0; exec kubectl \"$@\"", call, .. arguments], Environment, Root, either.Token);
            return new(arguments, result.ExitCode, result.Output, result.Error, time.GetElapsedTime(started));
        }
        catch (OperationCanceledException)
        {
            await KillAsync(call);
            cancellation.ThrowIfCancellationRequested();
            throw new KubectlException($"\"kubectl {string.Join(' ', arguments)}\" did not end within {Timeout.TotalSeconds:0.#} s and was stopped");
        }
    }

    private static async Task<KubectlBinary> AskAsync(IContainer container, CancellationToken cancellation)
    {
        var said = await container.RunAsync(["kubectl", .. KubectlBinary.VersionCommand], Environment, null, cancellation);
        return KubectlBinary.Read("kubectl", said.Output) ?? throw new KubectlException($"the kubectl of k3s does not say which one it is (exit code {said.ExitCode}): {(said.Output + said.Error).Trim()}");
    }

    private async Task FollowFolderAsync(CancellationToken cancellation)
    {
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            var (archive, gone) = changes.Take();
            if (archive is not null)
                using (archive) await container.PutAsync(Root, archive, cancellation);
            if (gone.Count > 0) await container.RunAsync(["rm", "-f", "--", .. gone], null, Root, cancellation);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private Task KillAsync(string call) =>
        container.RunAsync(["sh", "-c", $"kill -{Killed} $(cat {HomeName}/call.$0)", call], null, Root, CancellationToken.None);
}
