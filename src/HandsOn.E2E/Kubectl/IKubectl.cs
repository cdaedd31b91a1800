namespace HandsOn.E2E.Kubectl;

/// <summary>Runs kubectl against one cluster, in one work folder.</summary>
public interface IKubectl
{
    /// <summary>Which kubectl this is.</summary>
    KubectlBinary Binary { get; }

    /// <summary>Runs kubectl to its end, whatever its exit code; relative paths are those of the work folder.</summary>
    /// <exception cref="KubectlException">It cannot be started, or does not end in time.</exception>
    Task<KubectlResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation = default);
}
