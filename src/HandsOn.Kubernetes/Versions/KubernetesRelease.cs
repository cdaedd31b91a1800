using System.Globalization;

namespace HandsOn.Kubernetes.Versions;

/// <summary>
/// One supported minor of Kubernetes: the last patch known and the component versions that kubeadm installs with it
/// (cmd/kubeadm/app/constants/constants.go of each minor).
/// </summary>
/// <param name="Minor">36 for 1.36.</param>
/// <param name="Patch">The newest patch known.</param>
/// <param name="Etcd">Tag of the etcd image.</param>
/// <param name="CoreDns">Tag of the CoreDNS image.</param>
/// <param name="Pause">Tag of the pause image.</param>
/// <param name="Containerd">The containerd that nodes of that time run.</param>
/// <param name="Go">The Go version it was built with.</param>
public sealed record KubernetesRelease(int Minor, int Patch, string Etcd, string CoreDns, string Pause, string Containerd, string Go)
{
    /// <summary>The minor that is used where none is asked for.</summary>
    public const int DefaultMinor = 36;

    /// <summary>The supported minors, oldest first.</summary>
    public static IReadOnlyList<KubernetesRelease> All { get; } =
    [
        new(20, 15, "3.4.13-0", "1.7.0", "3.2", "1.4.4", "go1.15.15"),
        new(21, 14, "3.4.13-0", "v1.8.0", "3.4.1", "1.4.13", "go1.16.15"),
        new(22, 17, "3.5.0-0", "v1.8.4", "3.5", "1.5.11", "go1.16.15"),
        new(23, 17, "3.5.6-0", "v1.8.6", "3.6", "1.6.12", "go1.19.6"),
        new(24, 17, "3.5.6-0", "v1.8.6", "3.7", "1.6.18", "go1.20.7"),
        new(25, 16, "3.5.6-0", "v1.9.3", "3.8", "1.7.2", "go1.20.10"),
        new(26, 15, "3.5.6-0", "v1.9.3", "3.9", "1.7.11", "go1.21.8"),
        new(27, 16, "3.5.7-0", "v1.10.1", "3.9", "1.7.18", "go1.22.5"),
        new(28, 15, "3.5.9-0", "v1.10.1", "3.9", "1.7.22", "go1.22.8"),
        new(29, 15, "3.5.10-0", "v1.11.1", "3.9", "1.7.24", "go1.23.6"),
        new(30, 14, "3.5.12-0", "v1.11.3", "3.9", "1.7.27", "go1.23.10"),
        new(31, 14, "3.5.15-0", "v1.11.3", "3.10", "2.1.4", "go1.24.9"),
        new(32, 13, "3.5.16-0", "v1.11.3", "3.10", "2.1.5", "go1.24.11"),
        new(33, 13, "3.5.21-0", "v1.12.0", "3.10", "2.1.5", "go1.24.13"),
        new(34, 12, "3.6.5-0", "v1.12.1", "3.10.1", "2.1.5", "go1.24.13"),
        new(35, 9, "3.6.6-0", "v1.13.1", "3.10.1", "2.2.1", "go1.25.7"),
        new(36, 5, "3.6.8-0", "v1.14.2", "3.10.2", "2.2.3", "go1.26.2"),
        new(37, 1, "3.6.8-0", "v1.14.2", "3.10.2", "2.2.3", "go1.26.4"),
    ];

    /// <summary>The oldest supported minor.</summary>
    public static int OldestMinor => All[0].Minor;

    /// <summary>The newest supported minor.</summary>
    public static int NewestMinor => All[^1].Minor;

    /// <summary><c>v1.36.5</c>.</summary>
    public string GitVersion => string.Create(CultureInfo.InvariantCulture, $"v1.{Minor}.{Patch}");

    /// <summary>The registry of Kubernetes' own images at that time.</summary>
    public string Registry => Minor >= SinceMinor.RegistryK8sIo ? "registry.k8s.io" : "k8s.gcr.io";

    /// <summary>The image of a control-plane component: <c>registry.k8s.io/kube-scheduler:v1.36.5</c>.</summary>
    public string Image(string component) => $"{Registry}/{component}:{GitVersion}";

    /// <summary>The etcd image.</summary>
    public string EtcdImage => $"{Registry}/etcd:{Etcd}";

    /// <summary>The CoreDNS image; it moved into a folder of its own with 1.21.</summary>
    public string CoreDnsImage => CoreDns[0] == 'v' ? $"{Registry}/coredns/coredns:{CoreDns}" : $"{Registry}/coredns:{CoreDns}";

    /// <summary>The release of a minor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The minor is not supported.</exception>
    public static KubernetesRelease Of(int minor) => All.FirstOrDefault(r => r.Minor == minor) ?? throw new ArgumentOutOfRangeException(
        nameof(minor), minor, string.Create(CultureInfo.InvariantCulture, $"Kubernetes 1.{minor} is not supported; supported are 1.{OldestMinor} to 1.{NewestMinor}"));
}
