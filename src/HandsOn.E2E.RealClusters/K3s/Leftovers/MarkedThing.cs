namespace HandsOn.E2E.RealClusters.K3s.Leftovers;

/// <summary>What it is.</summary>
internal enum MarkedKind { Container, Network, Volume }

/// <summary>Something in the engine that carries labels of ours.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">By what it is taken away.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Labels">Its labels.</param>
internal sealed record MarkedThing(MarkedKind Kind, string Id, string Name, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>How to take it away by hand.</summary>
    public string Removal => Kind switch
    {
        MarkedKind.Container => $"docker rm -f -v {Name}",
        MarkedKind.Network => $"docker network rm {Name}",
        _ => $"docker volume rm {Name}",
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()} {Name}";
}

/// <summary>Finds and removes what carries labels of ours.</summary>
internal interface IMarkedThings
{
    /// <summary>Everything that carries a label, with that value where one is given.</summary>
    Task<IReadOnlyList<MarkedThing>> FindAsync(string label, CancellationToken cancellation, string? value = null);

    /// <summary>Takes one of them away; it is no error where it is gone already.</summary>
    Task RemoveAsync(MarkedThing thing, CancellationToken cancellation);
}
