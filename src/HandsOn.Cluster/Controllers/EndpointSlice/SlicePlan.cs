using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.EndpointSlice;

/// <summary>
/// Which slices to create, update and delete so that they hold exactly the desired endpoints, with as few writes as possible
/// (staging/src/k8s.io/endpointslice/reconciler.go).
/// </summary>
internal sealed class SlicePlan(SliceShape shape)
{
    private const int MaxEndpoints = 100;

    public List<KubeObject> Create { get; } = [];

    public List<KubeObject> Update { get; } = [];

    public List<KubeObject> Delete { get; } = [];

    /// <param name="existing">The Service's slices of one address type.</param>
    /// <param name="desired">The endpoints by their ports.</param>
    public static SlicePlan Make(SliceShape shape, IReadOnlyList<KubeObject> existing, Dictionary<JsonList, List<JsonMap>> desired)
    {
        var plan = new SlicePlan(shape);
        plan.Delete.AddRange(existing.Where(s => !shape.IsOwn(s)));
        var own = existing.Where(shape.IsOwn).ToLookup(s => s.Root["ports"] as JsonList ?? JsonList.Empty);
        foreach (var (ports, endpoints) in desired) plan.Fill(ports, [.. own[ports]], endpoints);
        foreach (var group in own.Where(g => !desired.ContainsKey(g.Key))) plan.Delete.AddRange(group);
        plan.KeepOne(existing);
        plan.ReuseDeleted();
        return plan;
    }

    private void Fill(JsonList ports, IReadOnlyList<KubeObject> slices, List<JsonMap> endpoints)
    {
        var left = endpoints.ToDictionary(Identity);
        List<KubeObject> changed = [], unchanged = [];
        foreach (var slice in slices)
        {
            var kept = Endpoints(slice).Where(e => left.ContainsKey(Identity(e))).Select(e => left[Identity(e)]).DistinctBy(Identity).ToList();
            foreach (var endpoint in kept) left.Remove(Identity(endpoint));
            if (kept.Count == 0 && Endpoints(slice).Any()) Delete.Add(slice);
            else if (!kept.SequenceEqual(Endpoints(slice))) changed.Add(shape.With(slice, kept));
            else if (!slice.Labels.Equals(shape.Labels)) changed.Add(shape.With(slice, kept));
            else unchanged.Add(slice);
        }
        var rest = new Queue<JsonMap>(endpoints.Where(e => left.ContainsKey(Identity(e))));
        for (var i = 0; i < changed.Count && rest.Count > 0; i++) changed[i] = TopUp(changed[i], rest);
        while (rest.Count > 0)
        {
            var fitting = rest.Count < MaxEndpoints ? unchanged.Where(s => Endpoints(s).Count() + rest.Count <= MaxEndpoints).MaxBy(s => Endpoints(s).Count()) : null;
            if (fitting is not null) unchanged.Remove(fitting);
            var filled = TopUp(fitting ?? shape.New(ports), rest);
            if (fitting is null) Create.Add(filled);
            else changed.Add(filled);
        }
        Update.AddRange(changed);
    }

    /// <summary>A Service always has a slice, be it an empty one.</summary>
    private void KeepOne(IReadOnlyList<KubeObject> existing)
    {
        if (existing.Count != Delete.Count || Create.Count > 0) return;
        var placeholder = shape.New(JsonList.Empty);
        if (Delete.Count == 1 && shape.IsOwn(Delete[0]) && !Endpoints(Delete[0]).Any()
            && Delete[0].Root.List("ports").Count == 0 && Delete[0].Labels.Equals(placeholder.Labels)) Delete.Clear();
        else Create.Add(placeholder);
    }

    /// <summary>A slice that would go and one that would come are one slice that changes.</summary>
    private void ReuseDeleted()
    {
        foreach (var old in Delete.Where(shape.IsOwn).ToList())
        {
            if (Create.Count == 0) return;
            var next = Create[^1];
            Create.RemoveAt(Create.Count - 1);
            Delete.Remove(old);
            Update.Add(new KubeObject(next.Root.With("metadata", old.Metadata.With("labels", shape.Labels))));
        }
    }

    private static KubeObject TopUp(KubeObject slice, Queue<JsonMap> rest)
    {
        var endpoints = Endpoints(slice).ToList();
        while (rest.Count > 0 && endpoints.Count < MaxEndpoints) endpoints.Add(rest.Dequeue());
        return SliceShape.WithEndpoints(slice, endpoints);
    }

    private static IEnumerable<JsonMap> Endpoints(KubeObject slice) => slice.Root.List("endpoints").Maps();

    /// <summary>Two endpoints are the same one where they have the same addresses, host name and pod.</summary>
    private static string Identity(JsonMap endpoint) => string.Join(
        '\n', endpoint.List("addresses").Strings().Append(endpoint.String("hostname") ?? "").Append(endpoint.String("targetRef", "uid") ?? ""));
}
