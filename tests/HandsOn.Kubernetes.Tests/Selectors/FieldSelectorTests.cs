using FluentAssertions;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Selectors;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Selectors;

public class FieldSelectorTests
{
    [TestCase("", true)]
    [TestCase("status.phase=Running", true)]
    [TestCase("status.phase==Running,spec.nodeName!=n2", true)]
    [TestCase("status.phase!=Running", false)]
    [TestCase("spec.nodeName=", false)]
    [TestCase("missing=", true)]
    [TestCase("odd=a\\,b\\=c\\\\", true)]
    public void Matches_what_the_query_says(string selector, bool expected)
    {
        var fields = new Dictionary<string, string> { ["status.phase"] = "Running", ["spec.nodeName"] = "n1", ["odd"] = "a,b=c\\" };
        FieldSelector.Parse(selector).Matches(f => fields.GetValueOrDefault(f)).Should().Be(expected);
    }

    [TestCase("a", "invalid selector: 'a'; can't understand 'a'")]
    [TestCase("a=b=c", "invalid field selector: unescaped character in value: 61")]
    [TestCase("a=b\\c", "invalid field selector: invalid escape sequence: \\c")]
    [TestCase("a=b\\", "invalid field selector: invalid escape sequence: \\")]
    public void Parse_of_a_wrong_query_is_a_bad_request_in_the_words_of_Kubernetes(string selector, string message) =>
        FluentActions.Invoking(() => FieldSelector.Parse(selector)).Should().Throw<StatusException>()
            .Where(e => e.Code == 400).WithMessage(message);

    [Test]
    public void Requirements_come_sorted_and_print_as_they_were_written()
    {
        var selector = FieldSelector.Parse("metadata.namespace!=kube-system,metadata.name=a\\,b");
        selector.ToString().Should().Be("metadata.name=a\\,b,metadata.namespace!=kube-system");
        selector.ExactValue("metadata.name").Should().Be("a,b");
        selector.ExactValue("metadata.namespace").Should().BeNull();
    }
}
