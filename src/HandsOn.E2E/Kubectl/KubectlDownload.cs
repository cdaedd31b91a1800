using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HandsOn.E2E.Kubectl;

/// <summary>Fetches the pinned kubectl from its official address, checks it against its published SHA-256 and keeps it in the user's cache.</summary>
/// <param name="http">The client to fetch with.</param>
/// <param name="cacheFolder">Where downloaded programs are kept.</param>
public sealed class KubectlDownload(HttpClient http, string cacheFolder)
{
    /// <summary>The release that is fetched.</summary>
    public const string Version = "v1.36.2";

    /// <summary>The user's cache folder for this project.</summary>
    public static string DefaultCacheFolder =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "handson-e2e");

    private static string Os => OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";

    private static string Architecture => RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";

    private static string Name => OperatingSystem.IsWindows() ? "kubectl.exe" : "kubectl";

    /// <summary>The path of the cached kubectl; fetched first where the cache has none.</summary>
    /// <exception cref="KubectlException">It cannot be fetched, or is not what its checksum says.</exception>
    public async Task<string> GetAsync(CancellationToken cancellation = default)
    {
        var path = Path.Combine(cacheFolder, "kubectl", Version, Name);
        if (File.Exists(path)) return path;
        var address = $"https://dl.k8s.io/release/{Version}/bin/{Os}/{Architecture}/{Name}";
        try
        {
            var expected = (await http.GetStringAsync(address + ".sha256", cancellation)).Trim();
            var bytes = await http.GetByteArrayAsync(address, cancellation);
            var actual = Convert.ToHexStringLower(SHA256.HashData(bytes));
            if (actual != expected) throw new KubectlException($"{address} is not what its checksum says ({actual} instead of {expected}); nothing was kept");
            return Keep(path, bytes);
        }
        catch (HttpRequestException error)
        {
            throw new KubectlException(
                $"No kubectl was found, and {address} cannot be fetched ({error.Message}): install kubectl (https://kubernetes.io/docs/tasks/tools/), or name one in HANDSON_KUBECTL.", error);
        }
    }

    // Written beside its place and moved, so that a run that is stopped half-way leaves no half kubectl.
    private static string Keep(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var partial = $"{path}.{Environment.ProcessId}";
        File.WriteAllBytes(partial, bytes);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(partial, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        File.Move(partial, path, overwrite: true);
        return path;
    }
}
