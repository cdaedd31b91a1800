using System.CommandLine;
using HandsOn.E2E.Versions;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.E2E.Cli.Commands;

/// <summary><c>--k8s MINOR</c>, shared by the commands that start a cluster.</summary>
internal static class MinorOption
{
    public static Option<string> Create() => new("--k8s")
    {
        Description = $"Kubernetes minor, 1.{KubernetesRelease.OldestMinor} to 1.{KubernetesRelease.NewestMinor}",
        HelpName = "MINOR",
        DefaultValueFactory = _ => $"1.{KubernetesRelease.DefaultMinor}",
    };

    /// <exception cref="BadInputException">It is no minor, or none that is supported.</exception>
    public static int Read(string text)
    {
        if (!KubernetesMinor.TryParse(text, out var minor)) throw new BadInputException($"--k8s {text}: not a Kubernetes version; write it as 1.{KubernetesRelease.DefaultMinor}");
        Demand($"--k8s {text}", minor.Number);
        return minor.Number;
    }

    /// <exception cref="BadInputException">It is none that is supported.</exception>
    public static void Demand(string said, int minor)
    {
        if (KubernetesRelease.All.All(r => r.Minor != minor))
            throw new BadInputException($"{said}: supported are 1.{KubernetesRelease.OldestMinor} to 1.{KubernetesRelease.NewestMinor}");
    }

    /// <summary>What the user gave; null where nobody gave anything.</summary>
    public static string? Given(ParseResult parsed, Option<string> option) =>
        parsed.GetResult(option) is { Implicit: false } ? parsed.GetValue(option) : null;
}
