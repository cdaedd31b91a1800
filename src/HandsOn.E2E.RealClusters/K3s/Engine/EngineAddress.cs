namespace HandsOn.E2E.RealClusters.K3s.Engine;

/// <summary>Where the Docker engine listens.</summary>
/// <param name="Uri">Its address: <c>unix:///var/run/docker.sock</c>.</param>
/// <param name="Named">Whether the user has named it; another is never used in its place.</param>
internal sealed record EngineAddress(Uri Uri, bool Named)
{
    private const string DefaultSocket = "/var/run/docker.sock";

    /// <summary>Whether the engine runs on this machine, so that its addresses and its memory are those of this machine.</summary>
    public bool IsLocal => Uri.Scheme is "unix" or "npipe";

    /// <summary>The file of its socket, where it has one.</summary>
    public string? Socket => Uri.Scheme == "unix" ? Uri.AbsolutePath : null;

    /// <summary>What <c>DOCKER_HOST</c> says, or the first of the usual sockets that is there.</summary>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="exists">Whether a file is there.</param>
    /// <exception cref="EngineException"><c>DOCKER_HOST</c> is no address of an engine.</exception>
    public static EngineAddress Find(Func<string, string?> environment, Func<string, bool> exists)
    {
        if (environment("DOCKER_HOST") is { Length: > 0 } named)
            return Read(named);
        if (OperatingSystem.IsWindows()) return new(new("npipe://./pipe/docker_engine"), Named: false);
        string?[] usual = [DefaultSocket, Below("XDG_RUNTIME_DIR", "docker.sock"), Below("HOME", ".docker/run/docker.sock"), Below("HOME", ".docker/desktop/docker.sock")];
        return new(new($"unix://{usual.FirstOrDefault(s => s is not null && exists(s)) ?? DefaultSocket}"), Named: false);

        string? Below(string variable, string path) => environment(variable) is { Length: > 0 } folder ? Path.Combine(folder, path) : null;
    }

    // What a cluster publishes is bound to the loopback of the machine that the engine runs on: that must be this one.
    private static EngineAddress Read(string named)
    {
        if (!Uri.TryCreate(named, UriKind.Absolute, out var address) || address.Scheme is not ("unix" or "tcp" or "http" or "npipe"))
            throw new EngineException($"no Docker engine: DOCKER_HOST is \"{named}\", which is neither unix:// nor tcp://");
        var found = new EngineAddress(address, Named: true);
        return found.IsLocal || address.IsLoopback ? found : throw new EngineException(
            $"no Docker engine here: DOCKER_HOST names one on {address.Host}, whose clusters would have to open their ports to the network; an SSH tunnel to its socket works");
    }

    /// <inheritdoc/>
    public override string ToString() => Socket ?? Uri.ToString();
}
