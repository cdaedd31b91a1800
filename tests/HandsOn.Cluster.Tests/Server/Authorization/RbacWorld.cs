using HandsOn.Cluster.Api.Authorization;
using HandsOn.Cluster.Api.Authorization.Bootstrap;
using HandsOn.Cluster.Api.Fields;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Tests.Server.Authorization;

/// <summary>
/// The bootstrap policy, and people with roles of their own: ann may view the namespace <c>shop</c>, ed edit it, adam administer it;
/// carl is a cluster-admin, the group ops views everything; rita, eva and ben may write roles and bindings, eva may also escalate,
/// ben may also bind <c>view</c>; finn writes roles, too, and has bindings to roles that do not exist.
/// </summary>
internal static class RbacWorld
{
    private const string Group = "rbac.authorization.k8s.io";

    private static readonly GroupResource[] Kinds =
        [RoleKind.Resource, RoleBindingKind.Resource, ClusterRoleKind.Resource, ClusterRoleBindingKind.Resource];

    public static void FillWithPolicy(this ObjectStore store)
    {
        foreach (var (resource, item) in BootstrapPolicy.Objects) store.Create(resource, item);
        store.AddRole("role-writer",
            $"{Group} roles,rolebindings,clusterroles,clusterrolebindings get,create,update,patch,delete",
            "core pods get,list", "core secrets get names=mine", "* */scale update", "url /logs/* get");
        store.AddRole("escalator", $"{Group} clusterroles escalate names=tame", $"{Group} roles escalate");
        store.AddRole("view-binder", $"{Group} clusterroles bind names=view");
        store.Bind("shop", "view", User("ann"));
        store.Bind("shop", "edit", User("ed"));
        store.Bind("shop", "admin", User("adam"));
        store.Bind("shop", "edit", JsonMap.Of(("kind", "ServiceAccount"), ("name", "robot")));
        store.Bind("", "cluster-admin", User("carl"));
        store.Bind("", "view", JsonMap.Of(("kind", "Group"), ("name", "ops")));
        foreach (var writer in new[] { "rita", "eva", "ben", "finn" }) store.Bind("", "role-writer", User(writer));
        store.Bind("", "escalator", User("eva"));
        store.Bind("", "view-binder", User("ben"));
        store.Bind("", "gone", User("finn"));
        store.Bind("shop", "lost", User("finn"));
    }

    /// <summary>Takes every role and binding away.</summary>
    public static void ClearPolicy(this ObjectStore store)
    {
        foreach (var resource in Kinds)
            foreach (var item in store.Snapshot(resource).Objects()) store.Delete(resource, item);
    }

    /// <summary>An API server that holds everybody to the roles and bindings that there are.</summary>
    public static Task<TestApiServer> ServeAsync() => TestApiServer.StartAsync(new()
    {
        Authorizer = context => new RbacAuthorizer(context.Store),
        Fields = catalogs => new ManagedFieldTracker(catalogs, TimeProvider.System),
    });

    /// <summary>
    /// The user of that name as authentication makes it; <c>NAMESPACE:NAME</c> is a service account, <c>NAME@GROUP</c> a member of
    /// a group.
    /// </summary>
    public static UserInfo Named(string name)
    {
        if (name.Split('@') is [var member, var group]) return new UserInfo(member, [group, "system:authenticated"]);
        return name.Split(':') is [var place, var account]
            ? UserInfo.ServiceAccount(place, account)
            : new UserInfo(name, ["system:authenticated"]);
    }

    /// <summary>A rule, in the words of the bootstrap policy's file.</summary>
    public static JsonMap Rule(string text) => BootstrapPolicy.Rule(text.Split(' '));

    private static void AddRole(this ObjectStore store, string name, params IEnumerable<string> rules) =>
        store.Create(ClusterRoleKind.Resource, new KubeObject(JsonMap.Of(
            ("apiVersion", $"{Group}/v1"), ("kind", "ClusterRole"), ("metadata", JsonMap.Of(("name", name), ("uid", name))),
            ("rules", JsonList.From(rules.Select(Rule))))));

    private static void Bind(this ObjectStore store, string @namespace, string role, JsonMap subject)
    {
        var isNamespaced = @namespace.Length > 0;
        var metadata = JsonMap.Of(
            ("name", $"{role}-for-{subject.String("name")}"), ("namespace", isNamespaced ? @namespace : null), ("uid", role));
        store.Create(isNamespaced ? RoleBindingKind.Resource : ClusterRoleBindingKind.Resource, new KubeObject(JsonMap.Of(
            ("apiVersion", $"{Group}/v1"), ("kind", isNamespaced ? "RoleBinding" : "ClusterRoleBinding"), ("metadata", metadata),
            ("roleRef", JsonMap.Of(("apiGroup", Group), ("kind", "ClusterRole"), ("name", role))), ("subjects", JsonList.Of(subject)))));
    }

    private static JsonMap User(string name) => JsonMap.Of(("kind", "User"), ("apiGroup", Group), ("name", name));
}
