namespace HandsOn.Workloads.Containers;

/// <summary>
/// What a simulated container runs: the counterpart of the process in a real image. One instance per container start. It
/// reaches the world only through its <see cref="IContainerContext"/>.
/// </summary>
public interface IContainerProgram
{
    /// <summary>Runs until the process would end.</summary>
    /// <param name="container">What the process is given: arguments, environment, files, output, network.</param>
    /// <param name="stopping">Cancelled when the container is asked to stop (SIGTERM). A program that ignores it is abandoned after the pod's grace period and exits with 137.</param>
    /// <returns>The exit code.</returns>
    Task<int> RunAsync(IContainerContext container, CancellationToken stopping);
}
