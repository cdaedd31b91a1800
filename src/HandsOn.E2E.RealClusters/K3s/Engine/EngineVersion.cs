using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.K3s.Engine;

/// <summary>Which API the engine speaks.</summary>
/// <param name="Engine">Its release: <c>20.10.24</c>.</param>
/// <param name="Newest">The newest API that it speaks: <c>1.41</c>.</param>
/// <param name="Oldest">The oldest.</param>
internal sealed record EngineVersion(string Engine, Version Newest, Version Oldest)
{
    /// <summary>What Testcontainers asks for where nobody says anything else.</summary>
    private static readonly Version Usual = new(1, 44);

    /// <summary>Containers with a cgroup namespace of their own.</summary>
    private static readonly Version Least = new(1, 41);

    /// <summary>The API to speak with it.</summary>
    public Version Spoken => Newest < Usual ? Newest : Oldest > Usual ? Oldest : Usual;

    /// <summary>Whether others must be told (<c>DOCKER_API_VERSION</c>), since they would ask for another.</summary>
    public bool MustBeSaid => Spoken != Usual;

    /// <summary>Reads the answer to <c>GET /version</c>.</summary>
    /// <exception cref="EngineException">It is no answer of an engine, or of one that is too old.</exception>
    public static EngineVersion Read(JsonMap answer)
    {
        if (!Version.TryParse(answer.String("ApiVersion"), out var newest)) throw new EngineException("no Docker engine: what answers names no API version");
        var engine = answer.String("Version") ?? "";
        return newest >= Least
            ? new(engine, newest, Version.TryParse(answer.String("MinAPIVersion"), out var oldest) ? oldest : newest)
            : throw new EngineException($"the Docker engine {engine} is too old: it speaks API {newest}, and {Least} (20.10) is needed");
    }
}
