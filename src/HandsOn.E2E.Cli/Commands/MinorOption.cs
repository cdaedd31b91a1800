using System.CommandLine;
using HandsOn.E2E.Versions;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.E2E.Cli.Commands;

/// <summary><c>--k8s MINOR</c>, shared by the commands that start a cluster.</summary>
internal static class MinorOption
{
    public static Option<string> Create(string more = "") => new("--k8s")
    {
        Description = $"Kubernetes minor, 1.{KubernetesRelease.OldestMinor} to 1.{KubernetesRelease.NewestMinor}{more}",
        HelpName = "MINOR",
        DefaultValueFactory = _ => $"1.{KubernetesRelease.DefaultMinor}",
    };

    /// <summary>The minor that the embedded cluster is to play.</summary>
    /// <exception cref="BadInputException">It is no minor, none that is supported, or another release of it than the one that is played.</exception>
    public static int Read(string text)
    {
        var (minor, release) = ReadRelease(text);
        Demand($"--k8s {text}", minor);
        if (release is not null && KubernetesRelease.Of(minor.Number).GitVersion.TrimStart('v') is var played && release.TrimStart('v') != played)
            throw new BadInputException($"--k8s {text}: of {minor} the embedded cluster plays {played} and no other release; write it as {minor}");
        return minor.Number;
    }

    /// <summary>What somebody wrote: a minor (<c>1.36</c>), or a very release (<c>v1.36.5-k3s1</c>) or its image.</summary>
    /// <exception cref="BadInputException">It is neither.</exception>
    public static (KubernetesMinor Minor, string? Release) ReadRelease(string text) =>
        ReleaseName.TryRead(text, out var minor, out var release)
            ? (minor, release)
            : throw new BadInputException($"--k8s {text}: not a Kubernetes version; write it as 1.{KubernetesRelease.DefaultMinor}");

    /// <exception cref="BadInputException">It is none that is supported.</exception>
    public static void Demand(string said, KubernetesMinor minor)
    {
        if (KubernetesRelease.All.All(r => r.Minor != minor.Number))
            throw new BadInputException($"{said}: supported are 1.{KubernetesRelease.OldestMinor} to 1.{KubernetesRelease.NewestMinor}");
    }
}
