using System.Globalization;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.K3s.Images;

/// <summary>How far a pull is, by the engine's messages: layers, and megabytes of what it fetches.</summary>
internal sealed class PullProgress
{
    private readonly Dictionary<string, (long Current, long Total, bool Done)> layers = [];

    /// <summary>Takes a message; says whether anything has moved by it.</summary>
    public bool Take(JsonMap message)
    {
        var status = message.String("status") ?? "";
        if (message.String("id") is not { } id || status.StartsWith("Pulling from", StringComparison.Ordinal)) return true;
        var before = layers.GetValueOrDefault(id);
        var total = message.Long("progressDetail", "total") ?? 0;
        layers[id] = status switch
        {
            "Downloading" => (message.Long("progressDetail", "current") ?? before.Current, total > 0 ? total : before.Total, false),
            "Download complete" or "Pull complete" or "Already exists" => (before.Total, before.Total, before.Done || status != "Download complete"),
            _ => before,
        };
        // Unpacking moves too, though nothing more comes over the network.
        return layers[id] != before || status == "Extracting" || before == default;
    }

    /// <inheritdoc/>
    public override string ToString() => layers.Count == 0 ? "no layer yet" : string.Create(
        CultureInfo.InvariantCulture, $"{layers.Values.Count(l => l.Done)} of {layers.Count} layers, {layers.Values.Sum(l => l.Current) / 1e6:0} of {layers.Values.Sum(l => l.Total) / 1e6:0} MB");
}
