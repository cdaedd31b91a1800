using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.ServiceAccount;

/// <summary>Gives every namespace its service account <c>default</c> (pkg/controller/serviceaccount/serviceaccounts_controller.go).</summary>
internal sealed class ServiceAccountController : Controller
{
    private const string Default = "default";

    private readonly Informer namespaces;
    private readonly Informer accounts;

    public ServiceAccountController(ControllerContext context) : base(context)
    {
        namespaces = Informer(NamespaceKind.Resource);
        accounts = Informer(ServiceAccountKind.Resource);
    }

    public override string Name => "service-account-controller";

    protected override void Watch()
    {
        OnChange(NamespaceKind.Resource, (_, next) =>
        {
            if (next is not null) Queue.Add(next.Key);
        });
        OnChange(ServiceAccountKind.Resource, (old, next) =>
        {
            if (next is null && old!.Name == Default) Queue.Add(new("", old.Namespace));
        });
    }

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (namespaces.Find(key) is not { } item || item.Status.String("phase") == "Terminating") return;
        if (accounts.Find(key.Name, Default) is not null) return;
        var account = new KubeObject(JsonMap.Of(
            ("apiVersion", "v1"), ("kind", "ServiceAccount"), ("metadata", JsonMap.Of(("name", Default), ("namespace", key.Name)))));
        try
        {
            Wrote(ServiceAccountKind.Resource, await Client.CreateAsync(ServiceAccountKind.Resource, account, cancellation).ConfigureAwait(false));
        }
        catch (StatusException refused) when (refused.Reason == "AlreadyExists" || refused.IsNamespaceTerminating())
        {
            // It is there, or nobody will need it.
        }
    }
}
