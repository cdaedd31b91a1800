using System.Text.RegularExpressions;

namespace HandsOn.E2E.Kubectl;

/// <summary>Finds a kubectl: the one that <c>HANDSON_KUBECTL</c> names, one on the <c>PATH</c>, the cached one, or a downloaded one.</summary>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="download">Fetches the pinned kubectl where there is none.</param>
/// <param name="time">The clock of the timeout.</param>
public sealed partial class KubectlLocator(Func<string, string?> environment, KubectlDownload download, TimeProvider time)
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
            path, ["version", "--client"], Path.GetTempPath(), new Dictionary<string, string?>(), TimeSpan.FromSeconds(30), time, cancellation);
        var version = VersionPattern().Match(output);
        return version.Success
            ? new(path, version.Groups[1].Value)
            : throw new KubectlException($"{path} does not say which kubectl it is (exit code {exitCode}): {(output + error).Trim()}");
    }

    // 1.20 to 1.27 print version.Info{... GitVersion:"v1.20.15" ...}, later ones "Client Version: v1.36.2".
    [GeneratedRegex("""(?:Client Version: |GitVersion:")(v1\.\d+\.\d+[^\s"]*)""")]
    private static partial Regex VersionPattern();
}
