using HandsOn.Cluster.Api.Admission;
using HandsOn.Cluster.Api.Authorization;
using HandsOn.Cluster.Api.Fields;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Tests.Support;

/// <summary>
/// Settings of an API server in memory. By default it serves every declared kind of 1.36 by the system's clock, allows everybody
/// everything, and neither admits nor tracks fields.
/// </summary>
internal sealed record ApiServerBuilder
{
    public int Minor { get; init; } = 36;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public IRandomSource Random { get; init; } = new SeededRandomSource(1);

    public IEnumerable<ResourceDefinition> Definitions { get; init; } = DeclaredKinds.Create();

    public Func<ResourceContext, IAuthorizer> Authorizer { get; init; } = _ => new AllowAll();

    public Func<ResourceContext, IEnumerable<IAdmissionPlugin>> Admission { get; init; } = _ => [];

    public Func<PublishedCatalog, IFieldTracker> Fields { get; init; } = _ => new NoFieldTracker();

    /// <summary>A server with a store of its own, which the caller disposes.</summary>
    public ApiServer Build()
    {
        var context = new ResourceContext(Minor, Time, Random, new ObjectStore());
        var catalogs = new PublishedCatalog(new ResourceCatalog(Definitions, Minor));
        return new ApiServer(catalogs, context, Authorizer(context), new AdmissionChain([.. Admission(context)]), Fields(catalogs));
    }
}
