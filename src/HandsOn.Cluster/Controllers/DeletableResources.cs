using HandsOn.Cluster.Api.Resources;

namespace HandsOn.Cluster.Controllers;

/// <summary>The kinds whose objects can be listed, watched and deleted: those of which a namespace is emptied and garbage is collected.</summary>
internal static class DeletableResources
{
    public static bool IsDeletable(this ResourceDefinition definition) =>
        definition.Verbs.Contains("delete") && definition.Verbs.Contains("list") && definition.Verbs.Contains("watch");
}
