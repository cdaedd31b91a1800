using HandsOn.E2E.Kubectl;

namespace HandsOn.E2E.RealClusters.Retries;

/// <summary>Runs kubectl, and again where a transient fault ended a command that may be given twice.</summary>
/// <param name="faults">The pipeline.</param>
/// <param name="inner">Runs one command.</param>
internal sealed class RetryingKubectl(TransientFaults faults, IKubectl inner) : IKubectl
{
    public KubectlBinary Binary => inner.Binary;

    public Task<KubectlResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation = default) =>
        faults.RunAsync(token => inner.RunAsync(arguments, token), outcome => new(KubectlFaults.Of(outcome)), cancellation);
}
