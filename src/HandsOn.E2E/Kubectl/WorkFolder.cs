namespace HandsOn.E2E.Kubectl;

/// <summary>The folder in which one run's reader works. Everything that kubectl and the hands-on write is in it; it is deleted at the end.</summary>
public sealed class WorkFolder : IDisposable
{
    /// <summary>Makes the folder.</summary>
    /// <param name="path">Where; what stands there already stays.</param>
    public WorkFolder(string path)
    {
        Root = Path.GetFullPath(path);
        Directory.CreateDirectory(Home);
        AppDomain.CurrentDomain.ProcessExit += DeleteAtExit;
    }

    /// <summary>The folder that commands run in.</summary>
    public string Root { get; }

    /// <summary>kubectl's home.</summary>
    public string Home => Path.Combine(Root, ".home");

    /// <summary>The kubeconfig that kubectl uses.</summary>
    public string Kubeconfig => Path.Combine(Home, "kubeconfig");

    /// <summary>The full path of something inside the folder.</summary>
    /// <exception cref="ArgumentException">The path leads out of the folder.</exception>
    public string PathOf(string relative)
    {
        var full = Path.GetFullPath(Path.Combine(Root, relative));
        return full.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new ArgumentException($"{relative} leads out of the work folder");
    }

    /// <summary>Writes a file inside the folder.</summary>
    public void Write(string relative, string text)
    {
        var path = PathOf(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Writes the kubeconfig, for nobody else's eyes: it says how to be administrator of a cluster.</summary>
    public void WriteKubeconfig(string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(Kubeconfig, options);
        writer.Write(text);
    }

    /// <summary>Copies the files of a folder (not those below its subfolders).</summary>
    public void CopyFrom(string folder, string relative)
    {
        Directory.CreateDirectory(PathOf(relative));
        foreach (var file in Directory.EnumerateFiles(folder)) File.Copy(file, Path.Combine(PathOf(relative), Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>Leaves the folder where it is when the process ends.</summary>
    public void Leave() => AppDomain.CurrentDomain.ProcessExit -= DeleteAtExit;

    /// <summary>Deletes the folder.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= DeleteAtExit;
        if (Directory.Exists(Root)) Directory.Delete(Root, recursive: true);
    }

    // A run that does not end when it is told to is ended from outside of it.
    private void DeleteAtExit(object? sender, EventArgs e) => Dispose();
}
