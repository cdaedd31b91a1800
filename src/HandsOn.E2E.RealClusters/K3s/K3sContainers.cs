using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Images;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.RealClusters.K3s.Engine;
using HandsOn.E2E.RealClusters.K3s.Images;
using HandsOn.E2E.RealClusters.K3s.Starting;
using Microsoft.Extensions.Logging.Abstractions;
using Testcontainers.K3s;

namespace HandsOn.E2E.RealClusters.K3s;

/// <summary>Makes the containers of a cluster.</summary>
internal static class K3sContainers
{
    /// <summary>The ports at which ServiceLB publishes Services that are reached from this machine.</summary>
    public static IReadOnlyList<int> Published { get; } = [80, 443];

    private const string Loopback = "127.0.0.1";
    private const string Cgroups = "/sys/fs/cgroup";

    // The folders that the image declares as volumes: made by us they carry our labels, so that none is ever lost.
    private static readonly string[] Volumes = ["/var/lib/kubelet", "/var/lib/rancher/k3s", "/var/lib/cni", "/var/log"];

    /// <summary>A container that is not created yet.</summary>
    /// <param name="engine">Where.</param>
    /// <param name="image">Of what; the engine has it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="command">The command line of k3s.</param>
    /// <param name="labels">Its labels, and those of its volumes.</param>
    /// <param name="images">The volume with the images of the run, where there is one.</param>
    /// <param name="keep">Whether it outlives this process.</param>
    /// <param name="network">The network of a cluster of several nodes.</param>
    /// <param name="environment">Variables for k3s.</param>
    /// <exception cref="ClusterException">There is no engine: one sentence.</exception>
    public static K3sContainer Build(
        EngineAddress engine, string image, string name, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> labels, string? images, bool keep,
        string? network = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        try
        {
            var builder = new K3sBuilder(image)
                .WithDockerEndpoint(engine.Uri)
                .WithLogger(NullLogger.Instance)
                .WithImagePullPolicy(PullPolicy.Never)
                .WithName(name)
                .WithLabel(labels)
                .WithCommand(new OverwriteEnumerable<string>(command))
                // Its readiness is ours to judge: this replaces a line of its log, asked for once a second for up to an hour.
                .WithWaitStrategy(Wait.ForUnixContainer())
                .WithCreateParameterModifier(wanted => Shape(wanted, labels, images))
                .WithCleanUp(!keep);
            if (network is not null) builder = builder.WithNetwork(network);
            if (environment is not null) builder = builder.WithEnvironment(environment);
            return Published.Aggregate(builder, (b, port) => b.WithPortBinding(port, true)).Build();
        }
        catch (DockerUnavailableException error)
        {
            throw new ClusterException(StartFailure.Refused(image, Innermost(error)), error);
        }
    }

    /// <summary>The cause that says most.</summary>
    public static Exception Innermost(Exception error) => error switch
    {
        AggregateException { InnerExceptions: [.., var last] } => Innermost(last),
        { InnerException: { } inner } => Innermost(inner),
        _ => error,
    };

    /// <summary>Changes what Testcontainers would create: loopback only, cgroups of its own, volumes that carry labels.</summary>
    internal static void Shape(CreateContainerParameters wanted, IReadOnlyDictionary<string, string> labels, string? images)
    {
        var host = wanted.HostConfig ??= new();
        foreach (var binding in (host.PortBindings ?? new Dictionary<string, IList<PortBinding>>()).Values.SelectMany(b => b)) binding.HostIP = Loopback;
        // With cgroups of its own, a kubelet does not take the pods of the cluster beside it for leftovers of its own.
        host.CgroupnsMode = "private";
        host.Mounts = [.. (host.Mounts ?? []).Where(m => m.Target != Cgroups), .. Volumes.Select(v => Volume(v, labels)), .. Images(images)];
    }

    private static Mount Volume(string target, IReadOnlyDictionary<string, string> labels) =>
        new() { Type = "volume", Target = target, VolumeOptions = new() { Labels = labels.ToDictionary() } };

    private static IEnumerable<Mount> Images(string? volume) =>
        volume is null ? [] : [new() { Type = "volume", Source = volume, Target = ImageVolume.MountedAt, ReadOnly = true }];
}
