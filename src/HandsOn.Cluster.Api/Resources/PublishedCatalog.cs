namespace HandsOn.Cluster.Api.Resources;

/// <summary>
/// The catalogue of a running cluster. Readers take <see cref="Current"/> once and work on that snapshot; a change is a new snapshot.
/// </summary>
internal sealed class PublishedCatalog(ResourceCatalog first)
{
    private readonly Lock gate = new();
    private readonly List<Follower> followers = [];
    private volatile ResourceCatalog current = first;

    /// <summary>The newest snapshot.</summary>
    public ResourceCatalog Current => current;

    /// <summary>Publishes the snapshot that <paramref name="change"/> makes of the current one.</summary>
    public void Publish(Func<ResourceCatalog, ResourceCatalog> change)
    {
        lock (gate)
        {
            current = change(current);
            foreach (var follower in followers.ToList()) follower.Told(current);
        }
    }

    /// <summary>Tells the current snapshot at once and every newer one, in order; dispose to stop.</summary>
    public IDisposable Follow(Action<ResourceCatalog> told)
    {
        var follower = new Follower(this, told);
        lock (gate)
        {
            followers.Add(follower);
            told(current);
        }
        return follower;
    }

    private sealed record Follower(PublishedCatalog Catalogs, Action<ResourceCatalog> Told) : IDisposable
    {
        public void Dispose()
        {
            lock (Catalogs.gate) Catalogs.followers.Remove(this);
        }
    }
}
