namespace HandsOn.E2E.Kubectl;

/// <summary>What one call of kubectl gave.</summary>
/// <param name="Arguments">Its arguments.</param>
/// <param name="ExitCode">0 where it did what it was asked to.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error: warnings too.</param>
/// <param name="Duration">How long it ran.</param>
public sealed record KubectlResult(IReadOnlyList<string> Arguments, int ExitCode, string Output, string Error, TimeSpan Duration)
{
    /// <summary>The command as one would type it.</summary>
    public string Command => "kubectl " + string.Join(' ', Arguments.Select(a => a.Contains(' ') ? $"'{a}'" : a));

    /// <summary>Both streams, standard error behind standard output.</summary>
    public string Everything => Error.Length == 0 ? Output : Output + Error;

    /// <summary>This result, where the call succeeded.</summary>
    /// <exception cref="KubectlException">It did not: the message says what kubectl said.</exception>
    public KubectlResult EnsureSuccess() => ExitCode == 0
        ? this
        : throw new KubectlException($"\"{Command}\" ended with exit code {ExitCode}: {Everything.Trim().ReplaceLineEndings("; ")}");
}
