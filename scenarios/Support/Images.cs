namespace HandsOn.Scenarios.Support;

/// <summary>Images that the scenarios of the concepts use; they exist, and current runtimes can pull them.</summary>
internal static class Images
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Web, Shell, Pause];

    /// <summary>A web server that says which pod it is: <c>netexec</c> answers /hostname and /hostName.</summary>
    public const string Web = "registry.k8s.io/e2e-test-images/agnhost:2.53";

    /// <summary>A shell with wget and nslookup.</summary>
    public const string Shell = "docker.io/library/busybox:1.36";

    /// <summary>Does nothing.</summary>
    public const string Pause = "registry.k8s.io/pause:3.10";
}
