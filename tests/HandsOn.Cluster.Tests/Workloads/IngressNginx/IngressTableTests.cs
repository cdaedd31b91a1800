using FluentAssertions;
using HandsOn.Kubernetes.Objects;
using HandsOn.Workloads.IngressNginx.Routing;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Workloads.IngressNginx;

public sealed class IngressTableTests
{
    private static readonly IngressTable Table = IngressTable.Build(
    [
        Ingress("one", 1, "", "'rules':[{'http':{'paths':[{'path':'/','pathType':'Prefix',%root},{'path':'/api','pathType':'Prefix',%api},{'path':'/api/v2','pathType':'Prefix',%v2},{'path':'/exact','pathType':'Exact',%exact}]}}]"),
        Ingress("two", 2, "", "'rules':[{'http':{'paths':[{'path':'/','pathType':'Prefix',%late}]}},{'host':'a.example.com','http':{'paths':[{'path':'/impl','pathType':'ImplementationSpecific',%impl}]}},{'host':'*.example.com','http':{'paths':[{'path':'/','pathType':'Prefix',%wild}]}}]"),
        Ingress("three", 3, "'nginx.ingress.kubernetes.io/rewrite-target':'/$2'", "'rules':[{'host':'r.test','http':{'paths':[{'path':'/app(/|$)(.*)','pathType':'ImplementationSpecific',%app}]}}]"),
        Ingress("four", 4, "", "'defaultBackend':{'service':{'name':'fallback','port':{'number':80}}},'rules':[{'host':'d.test','http':{'paths':[{'path':'/x','pathType':'Prefix',%x}]}}]"),
    ], (_, _) => null);

    [TestCase("localhost", "/", "root")]
    [TestCase("localhost", "/apis", "root")]
    [TestCase("localhost", "/api", "api")]
    [TestCase("localhost", "/api/", "api")]
    [TestCase("localhost", "/api/v2/x", "v2")]
    [TestCase("localhost", "/api/v22", "api")]
    [TestCase("localhost", "/exact", "exact")]
    [TestCase("localhost", "/exact/", "root")]
    [TestCase("a.example.com", "/implicit", "impl")]
    [TestCase("a.example.com", "/other", null)]
    [TestCase("b.example.com", "/other", "wild")]
    [TestCase("b.c.example.com", "/other", "root")]
    [TestCase("r.test", "/app/x", "app")]
    [TestCase("r.test", "/apple", null)]
    [TestCase("d.test", "/x", "x")]
    [TestCase("d.test", "/y", "fallback")]
    public void Requests_find_the_longest_path_of_their_host(string host, string path, string? service) =>
        Table.Find(host, path)?.Backend.Service.Should().Be(service);

    [TestCase("/app/x/y?q=1", "/x/y?q=1")]
    [TestCase("/app", "/")]
    public void Rewrite_target_takes_what_the_expression_captured(string target, string expected) =>
        Table.Find("r.test", target.Split('?')[0])!.Rewrite(target).Should().Be(expected);

    private static KubeObject Ingress(string name, int second, string annotations, string spec)
    {
        var text = $"{{'metadata':{{'name':'{name}','namespace':'default','creationTimestamp':'2026-01-01T00:00:0{second}Z','annotations':{{{annotations}}}}},'spec':{{{spec}}}}}";
        text = System.Text.RegularExpressions.Regex.Replace(text, "%([a-z0-9]+)", "'backend':{'service':{'name':'$1','port':{'number':80}}}");
        return KubeObject.Parse(text.Replace('\'', '"'));
    }
}
