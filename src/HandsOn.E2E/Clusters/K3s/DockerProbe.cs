using HandsOn.E2E.Clusters.K3s.Engine;

namespace HandsOn.E2E.Clusters.K3s;

/// <summary>Asks whether a Docker engine is there, for builds that have no provider which could say it.</summary>
public static class DockerProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Why there is none, in one sentence; <see langword="null"/> where one answers.</summary>
    /// <param name="environment">Reads an environment variable (<c>DOCKER_HOST</c>).</param>
    /// <param name="cancellation">Ends the question.</param>
    public static async Task<string?> WhyNotAsync(Func<string, string?> environment, CancellationToken cancellation = default)
    {
        try
        {
            using var engine = await DockerEngine.ConnectAsync(EngineAddress.Find(environment, File.Exists), Limit, TimeProvider.System, cancellation);
            return null;
        }
        catch (EngineException none)
        {
            return none.Message;
        }
    }
}
