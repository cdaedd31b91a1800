using FluentAssertions;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Naming;

public class TemplateHashTests
{
    private static readonly JsonMap Template = JsonText.ParseMap("""{"metadata":{"labels":{"app":"x","tier":"y"}},"spec":{"containers":[{"name":"c"}]}}""");

    [Test]
    public void Compute_has_the_shape_of_Kubernetes() => TemplateHash.Compute(Template).Should().MatchRegex("^[456789bcdf]{1,10}$");

    [Test]
    public void Compute_ignores_the_order_of_members()
    {
        var other = JsonText.ParseMap("""{"spec":{"containers":[{"name":"c"}]},"metadata":{"labels":{"tier":"y","app":"x"}}}""");
        TemplateHash.Compute(other).Should().Be(TemplateHash.Compute(Template));
    }

    [Test]
    public void Compute_differs_by_template_and_by_collision_count()
    {
        string[] hashes =
        [
            TemplateHash.Compute(Template), TemplateHash.Compute(Template, 0), TemplateHash.Compute(Template, 1),
            TemplateHash.Compute(Template.SetIn("z", "metadata", "labels", "app")),
        ];
        hashes.Should().OnlyHaveUniqueItems();
    }

    [Test]
    public void SafeEncode_maps_digits_to_the_safe_alphabet() => TemplateHash.SafeEncode("0123456789").Should().Be("456789bcdf");
}
