using System.Net;
using HandsOn.E2E.RealClusters.K3s.Leftovers;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.K3s.Engine;

/// <summary>What carries a label, and how it is taken away.</summary>
internal sealed partial class DockerEngine : IMarkedThings
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<MarkedThing>> FindAsync(string label, CancellationToken cancellation, string? value = null)
    {
        var filters = Uri.EscapeDataString(JsonText.ToString(JsonMap.Of(("label", JsonList.Of(value is null ? label : $"{label}={value}")))));
        var containers = await ListAsync($"/containers/json?all=1&filters={filters}", cancellation);
        var networks = await ListAsync($"/networks?filters={filters}", cancellation);
        var volumes = (await MapAsync(HttpMethod.Get, $"/volumes?filters={filters}", cancellation)).List("Volumes");
        return
        [
            .. containers.Maps().Select(c => Thing(MarkedKind.Container, c.String("Id"), c.List("Names").Strings().FirstOrDefault()?.TrimStart('/'), c)),
            .. networks.Maps().Select(n => Thing(MarkedKind.Network, n.String("Id"), n.String("Name"), n)),
            .. volumes.Maps().Select(v => Thing(MarkedKind.Volume, v.String("Name"), v.String("Name"), v)),
        ];
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(MarkedThing thing, CancellationToken cancellation)
    {
        if (thing.Kind == MarkedKind.Container)
        {
            await RemoveContainerAsync(thing.Id, cancellation);
            return;
        }
        try
        {
            using var response = await SendAsync(HttpMethod.Delete, thing.Kind == MarkedKind.Network ? $"/networks/{thing.Id}" : $"/volumes/{thing.Id}?force=1", cancellation);
        }
        catch (EngineException gone) when (gone.Status == HttpStatusCode.NotFound)
        {
            // That is what was wanted.
        }
    }

    /// <summary>Makes a volume.</summary>
    public Task CreateVolumeAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellation) =>
        MapAsync(HttpMethod.Post, "/volumes/create", cancellation, JsonMap.Of(("Name", name), ("Labels", JsonMap.From(labels))));

    /// <summary>Makes a network, in which containers find each other by their names.</summary>
    public Task CreateNetworkAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellation) =>
        MapAsync(HttpMethod.Post, "/networks/create", cancellation, JsonMap.Of(("Name", name), ("Driver", "bridge"), ("Labels", JsonMap.From(labels))));

    private async Task<JsonList> ListAsync(string path, CancellationToken cancellation)
    {
        using var response = await SendAsync(HttpMethod.Get, path, cancellation);
        return JsonText.Parse(await response.Content.ReadAsStringAsync(cancellation)) as JsonList ?? JsonList.Empty;
    }

    private static MarkedThing Thing(MarkedKind kind, string? id, string? name, JsonMap listed) =>
        new(kind, id ?? "", name ?? id ?? "", listed.Map("Labels").Strings().ToDictionary());
}
