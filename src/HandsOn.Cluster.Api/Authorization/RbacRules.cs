using HandsOn.Cluster.Api.Storage;

namespace HandsOn.Cluster.Api.Authorization;

/// <summary>The roles and bindings of a store, as they are now. The index of them is made anew after they changed.</summary>
internal sealed class RbacRules(ObjectStore store)
{
    private RbacIndex? index;

    public RbacIndex Current()
    {
        var seen = index;
        if (seen is not null && seen.Revision == RbacIndex.LatestChange(store)) return seen;
        return index = RbacIndex.Build(store);
    }
}
