namespace HandsOn.E2E.Kubectl;

/// <summary>Finds a kubectl: the one that <c>HANDSON_KUBECTL</c> names, one on the <c>PATH</c>, the cached one, or a downloaded one.</summary>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="download">Fetches the pinned kubectl where there is none.</param>
/// <param name="time">The clock of the timeout.</param>
public sealed class KubectlLocator(Func<string, string?> environment, KubectlDownload download, TimeProvider time)
{
    /// <summary>The kubectl of this machine.</summary>
    /// <exception cref="KubectlException">There is none and none can be had: one sentence says how to install it.</exception>
    public async Task<KubectlBinary> FindAsync(CancellationToken cancellation = default)
    {
        if (environment("HANDSON_KUBECTL") is { Length: > 0 } named)
            return File.Exists(named)
                ? await AskAsync(named, cancellation)
                : throw new KubectlException($"HANDSON_KUBECTL names {named}, but there is no such file");
        var name = OperatingSystem.IsWindows() ? "kubectl.exe" : "kubectl";
        var onPath = (environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return await AskAsync(onPath ?? await download.GetAsync(cancellation), cancellation);
    }

    private async Task<KubectlBinary> AskAsync(string path, CancellationToken cancellation)
    {
        var (exitCode, output, error) = await ChildProcess.RunAsync(
            path, KubectlBinary.VersionCommand, Path.GetTempPath(), new Dictionary<string, string?>(), TimeSpan.FromSeconds(30), time, cancellation);
        return KubectlBinary.Read(path, output)
            ?? throw new KubectlException($"{path} does not say which kubectl it is (exit code {exitCode}): {(output + error).Trim()}");
    }
}
