namespace HandsOn.E2E.Kubectl;

/// <summary>kubectl as a process of this machine, shut into a work folder: its kubeconfig, home and cache are there and nowhere else.</summary>
public sealed class KubectlRunner(KubectlBinary binary, WorkFolder folder, TimeProvider time) : IKubectl
{
    private static readonly string[] Unwanted = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy", "KUBE_EDITOR", "POD_NAMESPACE"];

    /// <inheritdoc/>
    public KubectlBinary Binary => binary;

    /// <summary>
    /// Which kubectl answers for this cluster. The executable that was found may only hand over to one of several, by the version
    /// of the server (that of the Google Cloud SDK does).
    /// </summary>
    public async Task<KubectlBinary> AskAsync(CancellationToken cancellation = default) =>
        KubectlBinary.Read(binary.Path, (await RunAsync(KubectlBinary.VersionCommand, cancellation)).Output) ?? binary;

    /// <summary>How long one call may take; one minute where nothing else is said.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<KubectlResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation = default)
    {
        var started = time.GetTimestamp();
        var environment = new Dictionary<string, string?>
        {
            ["KUBECONFIG"] = folder.Kubeconfig,
            ["HOME"] = folder.Home,
            ["USERPROFILE"] = folder.Home,
            ["KUBECACHEDIR"] = Path.Combine(folder.Home, "cache"),
            ["TZ"] = "UTC",
            ["LC_ALL"] = "C",
        };
        foreach (var name in Unwanted) environment[name] = null;
        var result = await ChildProcess.RunAsync(binary.Path, arguments, folder.Root, environment, Timeout, time, cancellation);
        return new(arguments, result.ExitCode, result.Output, result.Error, time.GetElapsedTime(started));
    }
}
