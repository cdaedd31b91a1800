using HandsOn.Cluster.Api.Resources;

namespace HandsOn.Cluster.Controllers;

/// <summary>The kinds whose objects can be listed, watched and deleted.</summary>
internal static class DeletableResources
{
    public static IEnumerable<ResourceDefinition> Deletable(this ResourceCatalog catalog) =>
        catalog.All.Where(d => d.Verbs.Contains("delete") && d.Verbs.Contains("list") && d.Verbs.Contains("watch"));
}
