namespace HandsOn.Cluster.Api.Resources;

/// <summary>A value that follows from the catalogue: made when it is first asked for after each change.</summary>
internal sealed class CatalogDerived<T>(PublishedCatalog catalogs, Func<ResourceCatalog, T> make)
{
    private volatile Made? made;

    /// <summary>The value for the newest snapshot.</summary>
    public T Value
    {
        get
        {
            var catalog = catalogs.Current;
            if (made is { } known && ReferenceEquals(known.Catalog, catalog)) return known.Value;
            return (made = new Made(catalog, make(catalog))).Value;
        }
    }

    private sealed record Made(ResourceCatalog Catalog, T Value);
}
