using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Images;
using HandsOn.Workloads.Shell;
using HandsOn.Workloads.Shell.Tools;

namespace HandsOn.Workloads.Redis;

/// <summary>
/// redis from Docker Hub, and the guestbook's leaders and followers of both generations. A follower's image brings a script that
/// finds the leader: by the name of its generation, or by the Service's variables where GET_HOSTS_FROM is env.
/// </summary>
internal static class RedisImages
{
    private static readonly Toolbox Tools = Toolbox.Base.With(RedisCliTool.All);

    public static readonly KnownImage[] All =
    [
        new("docker.io/library/redis", KnownImage.VersionTags, tag => Server(VersionOf(tag))),
        new("k8s.gcr.io/redis", "", _ => Server("2.8.19")) { Schema1Tags = "e2e|v1" },
        new("registry.k8s.io/redis", "", _ => Server("2.8.19")) { Schema1Tags = "e2e|v1" },
        new("gcr.io/google_containers/redis", "", _ => Server("2.8.19")) { Schema1Tags = "e2e|v1" },
        new("us-docker.pkg.dev/google-samples/containers/gke/gb-redis-follower", "v2", _ => Follower("6.0.5", "redis-leader")),
        new("gcr.io/google_samples/gb-redis-follower", "v[12]", _ => Follower("6.0.5", "redis-leader")),
        new("gcr.io/google_samples/gb-redisslave", "", _ => Follower("3.0.3", "redis-master")) { Schema1Tags = "v1" },
        new("gcr.io/google-samples/gb-redisslave", "v[23]", _ => Follower("5.0.3", "redis-master")) { Schema1Tags = "v1" },
    ];

    private static ContainerImage Server(string version) => new()
    {
        Program = () => new CommandProgram(("redis-server", () => new RedisProgram(version)), Tools),
        Exec = static () => new ShellProgram(Tools),
        Entrypoint = ["docker-entrypoint.sh"],
        Command = ["redis-server"],
        WorkingDirectory = "/data",
        Environment = new Dictionary<string, string> { ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", ["REDIS_VERSION"] = version },
        Size = 36_000_000,
    };

    private static ContainerImage Follower(string version, string leader) => new()
    {
        Program = () => new CommandProgram(("run.sh", () => new RedisProgram(version, (settings, container) =>
            settings with { Leader = settings.Leader ?? (Leader(container, leader), 6379) })), Tools),
        Exec = static () => new ShellProgram(Tools),
        Command = ["/bin/sh", "-c", "/run.sh"],
        WorkingDirectory = "/data",
        Size = 36_000_000,
    };

    private static string Leader(IContainerContext container, string name) =>
        container.Environment.GetValueOrDefault("GET_HOSTS_FROM") == "env"
            ? container.Environment.GetValueOrDefault("REDIS_MASTER_SERVICE_HOST") ?? container.Environment.GetValueOrDefault("REDIS_LEADER_SERVICE_HOST", "")
            : name;

    private static string VersionOf(string tag)
    {
        var version = tag.Split('-')[0];
        return version.Length > 0 && char.IsAsciiDigit(version[0]) ? version + string.Concat(Enumerable.Repeat(".0", 2 - version.Count(c => c == '.'))) : "8.0.0";
    }
}
