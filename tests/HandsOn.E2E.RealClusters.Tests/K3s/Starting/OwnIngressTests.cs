using System.Collections.Immutable;
using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.RealClusters.K3s.Starting;
using HandsOn.E2E.Scopes;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.K3s.Starting;

public sealed class OwnIngressTests
{
    private const string Class = "{kind: IngressClass, metadata: {name: traefik}}";
    private const string Starting = "{kind: Deployment, metadata: {name: traefik, namespace: kube-system}, status: {conditions: [{type: Available, status: 'False'}]}}";
    private const string Ready = "{kind: Deployment, metadata: {name: traefik, namespace: kube-system}, status: {conditions: [{type: Available, status: 'True'}]}}";

    [TestCase("k3s has not made its ingress class")]
    [TestCase("k3s has not made its ingress class", "{kind: IngressClass, metadata: {name: nginx}}", Ready)]
    [TestCase("it has no ready pod", Class)]
    [TestCase("it has no ready pod", Class, Starting)]
    [TestCase(null, Class, Ready)]
    public async Task It_serves_when_its_class_is_there_and_its_pod_is_ready(string? missing, params string[] objects)
    {
        var there = objects.Select(o => new KubeObject(YamlFile.Parse(o, "object").Single().Root)).ToList();
        ImmutableDictionary<ObjectKey, KubeObject> Of(string kind) => there.Where(o => o.Kind == kind).ToImmutableDictionary(o => o.Key);
        var view = new ClusterView(new Dictionary<ApiResource, ImmutableDictionary<ObjectKey, KubeObject>>
        {
            [ApiResources.IngressClasses] = Of("IngressClass"),
            [ApiResources.Deployments] = Of("Deployment"),
        }, ClusterScope.Whole);

        (await OwnIngress.Ready().Check(view, default)).Should().Be(missing);
    }
}
