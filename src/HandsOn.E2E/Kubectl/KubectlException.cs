namespace HandsOn.E2E.Kubectl;

/// <summary>kubectl could not be had, could not be started or did not end in time: one sentence.</summary>
public sealed class KubectlException(string message, Exception? cause = null) : Exception(message, cause);
