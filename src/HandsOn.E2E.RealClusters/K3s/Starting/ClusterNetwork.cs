using System.Security.Cryptography;
using HandsOn.E2E.RealClusters.K3s.Engine;

namespace HandsOn.E2E.RealClusters.K3s.Starting;

/// <summary>What connects the nodes of one cluster: a network of its own, and the token with which an agent joins the server.</summary>
/// <param name="engine">Where it is.</param>
/// <param name="name">Its name, which is also that of the server's container.</param>
/// <param name="labels">Its labels.</param>
internal sealed class ClusterNetwork(DockerEngine engine, string name, IReadOnlyDictionary<string, string> labels)
{
    private const int TokenLength = 32;

    private readonly string token = RandomNumberGenerator.GetHexString(TokenLength, lowercase: true);

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>What the server is told.</summary>
    public IReadOnlyDictionary<string, string> Server => new Dictionary<string, string> { ["K3S_TOKEN"] = token };

    /// <summary>What an agent is told.</summary>
    public IReadOnlyDictionary<string, string> Agent => new Dictionary<string, string> { ["K3S_TOKEN"] = token, ["K3S_URL"] = $"https://{name}:6443" };

    /// <summary>Makes it; a creation is never broken off, so that none is left that nobody knows of.</summary>
    public Task MakeAsync() => engine.CreateNetworkAsync(name, labels, CancellationToken.None);
}
