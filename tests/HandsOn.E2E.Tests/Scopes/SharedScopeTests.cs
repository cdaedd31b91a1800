using FluentAssertions;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Scopes;
using HandsOn.E2E.Tests.Support;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Yaml;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Scopes;

public sealed class SharedScopeTests
{
    private readonly SharedScope scope = new("x", 1, Catalogs.Small);

    [TestCase("default", "handson-x-1")]
    [TestCase("ingress-nginx", "handson-x-1-ingress-nginx")]
    [TestCase("handson-x-1", "handson-x-1")]
    [TestCase("handson-x-1-ingress-nginx", "handson-x-1-ingress-nginx")]
    [TestCase("handson-x-11", "handson-x-1-handson-x-11")]
    [TestCase("kube-system", "kube-system")]
    [TestCase("kube-public", "kube-public")]
    [TestCase("kube-node-lease", "kube-node-lease")]
    [TestCase("", "")]
    public void A_namespace_gets_a_name_of_the_scope(string name, string here) => scope.NamespaceOf(name).Should().Be(here);

    [Test]
    public void Names_stay_within_their_limits_and_different_names_different()
    {
        var long1 = scope.NamespaceOf(new string('a', 62) + "1");
        var long2 = scope.NamespaceOf(new string('a', 62) + "2");

        long1.Should().HaveLength(63).And.MatchRegex("^handson-x-1-a+-[0-9a-f]{6}$").And.NotBe(long2);
        scope.NameOf(new string('a', 253)).Should().HaveLength(253).And.EndWith("-handson-x-1");
        new SharedScope(new string('R', 70), 123, Catalogs.Small).NamespaceOf(new string('n', 63)).Should().HaveLength(63).And.MatchRegex("^[a-z0-9-]+$");
    }

    [TestCase("nginx", "nginx-handson-x-1")]
    [TestCase("nginx-handson-x-1", "nginx-handson-x-1")]
    [TestCase("system:thing", "system:thing-handson-x-1")]
    public void An_object_without_namespace_gets_a_name_of_the_scope(string name, string here) => scope.NameOf(name).Should().Be(here);

    [TestCase("handson-x-1", true)]
    [TestCase("handson-x-1-elsewhere", true)]
    [TestCase("handson-x-11", false)]
    [TestCase("handson-x-11-elsewhere", false)]
    [TestCase("default", false)]
    [TestCase("kube-system", false)]
    public void Only_its_own_namespaces_are_in_it(string name, bool isInIt) => scope.Contains(name).Should().Be(isInIt);

    [TestCase("Namespace:    handson-x-1", "Namespace:    default")]
    [TestCase("Name: handson-x-1-ingress-nginx", "Name: ingress-nginx")]
    [TestCase("class nginx-handson-x-1 of web.handson-x-1.svc", "class nginx of web.default.svc")]
    [TestCase("ingressclass.networking.k8s.io/nginx-handson-x-1 created", "ingressclass.networking.k8s.io/nginx created")]
    [TestCase("system:serviceaccount:handson-x-1:default", "system:serviceaccount:default:default")]
    [TestCase("handson-x-11 and handson-x-11-web and nginx-handson-x-11", "handson-x-11 and handson-x-11-web and nginx-handson-x-11")]
    public void An_output_is_told_in_the_words_of_the_text(string output, string told) => scope.AsWritten(output).Should().Be(told);

    [TestCase("Annotations:  kubernetes.io/ingress.class: nginx-handson-x-1\nEvents: <none>", "Annotations:  <none>\nEvents: <none>")]
    [TestCase("Annotations:  kubernetes.io/ingress.class: nginx-handson-x-1\n              a: b\n", "Annotations:  kubernetes.io/ingress.class: nginx\n              a: b\n")]
    [TestCase("Annotations:  kubernetes.io/ingress.class: other", "Annotations:  kubernetes.io/ingress.class: other")]
    public void The_class_that_an_Ingress_has_got_only_here_is_not_shown(string output, string told) =>
        new SharedScope("x", 1, Catalogs.Small) { IngressClass = "nginx", ServesClassless = true }.AsWritten(output).Should().Be(told);

    [TestCaseSource(nameof(Cases))]
    public void A_manifest_gets_the_names_of_the_scope(string file)
    {
        var expected = YamlFile.Read(file).Single().Root;
        var given = expected.List("given").Maps().ToList();
        var mine = new SharedScope("x", 1, Catalogs.Small) { Owner = "me", IngressClass = expected.String("ingressClass"), ServesClassless = expected.Bool("servesClassless") ?? false };
        given.ForEach(mine.Learn);

        var adapted = given.ConvertAll(mine.Adapt);

        YamlText.Write(JsonList.From(adapted)).Should().Be(YamlText.Write(expected.List("becomes")));
        adapted.ConvertAll(mine.Adapt).Should().Equal(adapted, "what is adapted stays as it is");
    }

    [TestCase("{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: a.b}}", "CustomResourceDefinition a.b would concern everybody who uses this cluster; it needs a cluster of its own")]
    [TestCase("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: kube-system}}", "ConfigMap a would stand in kube-system, which belongs to everybody who uses this cluster")]
    [TestCase("{apiVersion: v1, kind: Namespace, metadata: {name: kube-public}}", "namespace kube-public belongs to everybody who uses this cluster")]
    [TestCase("{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration, metadata: {name: a}, webhooks: [{name: w, rules: [{scope: Cluster}, {scope: Namespaced}]}]}", "webhook w of ValidatingWebhookConfiguration a has rules for objects with and without namespaces; *")]
    public void What_concerns_everybody_is_refused(string manifest, string sentence) =>
        scope.Invoking(s => s.Adapt(YamlFile.Parse(manifest, "m").Single().Root)).Should().Throw<ScopeException>().WithMessage(sentence);

    [Test]
    public void It_knows_the_namespaces_that_were_made()
    {
        scope.Adapt(YamlFile.Parse("{apiVersion: v1, kind: Namespace, metadata: {name: elsewhere}}", "m").Single().Root);

        scope.Namespaces.Should().Equal("handson-x-1", "handson-x-1-elsewhere");
    }

    private static IEnumerable<TestCaseData> Cases() =>
        Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(Fixtures.Root)!, "tests/HandsOn.E2E.Tests/Scopes/Cases"), "*.yaml").Order(StringComparer.Ordinal)
            .Select(file => new TestCaseData(file).SetArgDisplayNames(Path.GetFileNameWithoutExtension(file)));
}
