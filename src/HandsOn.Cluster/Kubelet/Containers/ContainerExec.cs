using HandsOn.Workloads.Containers;

namespace HandsOn.Cluster.Kubelet;

/// <summary>Runs a further command in a running container.</summary>
internal static class ContainerExec
{
    /// <returns>The exit code.</returns>
    /// <exception cref="ExecutableNotFoundException">The image has no such command.</exception>
    public static Task<int> RunAsync(ContainerRun run, IReadOnlyList<string> command, TextReader input, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var process = run.Context! with { Arguments = command, Input = input, Output = output, Error = error };
        return run.Image.Content.Exec().RunAsync(process, cancellation);
    }
}
