namespace HandsOn.E2E.Cli.Commands;

/// <summary>
/// The kubeconfig that <c>up</c> writes and takes away again. A file that somebody else wrote is never touched: it may be the
/// only copy of the way to a real cluster.
/// </summary>
internal sealed class KubeconfigFile : IDisposable
{
    private const string Mark = "# Written by run-e2e.sh up; removed when it ends.\n";

    private readonly string path;

    private KubeconfigFile(string path)
    {
        this.path = path;
        AppDomain.CurrentDomain.ProcessExit += DeleteAtExit;
    }

    /// <exception cref="BadInputException">The file cannot be written there.</exception>
    public static void Demand(string path)
    {
        if (Directory.Exists(path)) throw new BadInputException($"--kubeconfig {path}: is a directory");
        if (!Directory.Exists(Path.GetDirectoryName(path))) throw new BadInputException($"--kubeconfig {path}: the directory does not exist");
        if (File.Exists(path) && !File.ReadAllText(path).StartsWith(Mark, StringComparison.Ordinal))
            throw new BadInputException($"--kubeconfig {path}: exists and was not written by this command; name another file");
    }

    public static KubeconfigFile Write(string path, string kubeconfig)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(new FileStream(path, options))) writer.Write(Mark + kubeconfig);
        return new KubeconfigFile(path);
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= DeleteAtExit;
        File.Delete(path);
    }

    private void DeleteAtExit(object? sender, EventArgs e) => Dispose();
}
