using System.Text.RegularExpressions;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Tests.Support;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Schemas;
using HandsOn.Kubernetes.Schemas.Decoding;
using HandsOn.Testing;

namespace HandsOn.Cluster.Tests.Resources;

/// <summary>All kinds behind an API server without HTTP, admission or authorization; bodies are decoded as at its door.</summary>
internal sealed class TestKinds : IDisposable
{
    private const string Namespace = "res-t";

    public TestKinds(int minor = 36) => Server = new ApiServerBuilder { Minor = minor, Time = Time }.Build();

    public ManualTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 10, 57, 13, TimeSpan.Zero));

    public ApiServer Server { get; }

    public ResourceContext Context => Server.Context;

    public ResourceCatalog Catalog => Server.Catalog;

    public ResourceDefinition Kind(string kind) => Catalog.All.Single(d => d.Names.Kind == kind);

    public KubeObject Create(string json) => Create(JsonText.ParseMap(Json(json)));

    public KubeObject Create(JsonMap body, bool dryRun = false)
    {
        var item = Decode(body);
        return Now(Server.CreateAsync(Request(item, "create") with { DryRun = dryRun }, item));
    }

    /// <summary>Changes a stored object and writes it back.</summary>
    public KubeObject Change(KubeObject item, Func<KubeObject, KubeObject> change, string subresource = "")
    {
        var request = Request(item, "update") with { Name = item.Name, Subresource = subresource };
        return Now(Server.UpdateAsync(request, stored => Decode(change(stored!).Root))).Object;
    }

    public KubeObject Delete(KubeObject item) => Now(Server.DeleteAsync(Request(item, "delete") with { Name = item.Name }, DeleteOptions.Default)).Object;

    /// <summary>What the server says to an object that it refuses.</summary>
    public string Refusal(string json) => Refusal(() => Create(json));

    public static string Refusal(Action write)
    {
        try
        {
            write();
        }
        catch (StatusException refusal)
        {
            return refusal.Message;
        }
        return "accepted";
    }

    public void Dispose() => Server.Store.Dispose();

    /// <summary>JSON in which quotes may be single.</summary>
    public static string Json(string text) => Regex.Replace(text, "'", "\"");

    private KubeObject Decode(JsonMap body)
    {
        var item = new KubeObject(body);
        var type = SchemaCatalog.Default.ForKind(item.GroupVersionKind);
        return new KubeObject(ObjectDecoder.Decode(body, type!, minor: Context.Minor).Value);
    }

    private RequestContext Request(KubeObject item, string verb)
    {
        var definition = Kind(item.Kind);
        return new RequestContext(UserInfo.Loopback, definition, verb) { Namespace = definition.Names.Namespaced ? Namespace : "" };
    }

    private static T Now<T>(ValueTask<T> task) => task.IsCompleted ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("nothing here waits");
}
