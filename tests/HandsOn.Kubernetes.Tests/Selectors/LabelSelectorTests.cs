using FluentAssertions;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Selectors;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Selectors;

public class LabelSelectorTests
{
    private static readonly JsonMap Labels = JsonMap.Of(("app", "guestbook"), ("tier", "frontend"), ("empty", ""), ("weight", "10"));

    [TestCase("", true)]
    [TestCase("app=guestbook", true)]
    [TestCase("app==guestbook,tier=frontend", true)]
    [TestCase("app=guestbook,tier=backend", false)]
    [TestCase("tier!=backend", true)]
    [TestCase("missing!=x", true)]
    [TestCase("tier in (frontend,backend)", true)]
    [TestCase("tier notin (frontend, backend)", false)]
    [TestCase("missing notin (a)", true)]
    [TestCase("app", true)]
    [TestCase("!app", false)]
    [TestCase("! missing", true)]
    [TestCase("empty=", true)]
    [TestCase("empty in ()", true)]
    [TestCase("weight>9,weight<11", true)]
    [TestCase("weight>10", false)]
    [TestCase("tier>1", false)]
    [TestCase("in in (in)", false)]
    public void Matches_what_the_query_says(string selector, bool expected) => LabelSelector.Parse(selector).Matches(Labels).Should().Be(expected);

    [TestCase("a in b", "unable to parse requirement: found 'b' expected: '('")]
    [TestCase("=a", "found '=', expected: !, identifier, or 'end of string'")]
    [TestCase("a=b,", "found '', expected: identifier after ','")]
    [TestCase("a=b c", "found 'c', expected: ',' or 'end of string'")]
    [TestCase("a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt")]
    [TestCase("!=b", "found '!=', expected: !, identifier, or 'end of string'")]
    [TestCase("!", "unable to parse requirement: found '', expected: identifier")]
    [TestCase("a in (b c)", "unable to parse requirement: found 'c', expected: ',' or ')'")]
    [TestCase("a==!", "unable to parse requirement: found '!', expected: identifier")]
    [TestCase("a>x", "unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer")]
    [TestCase("-a=b", "unable to parse requirement: <nil>: Invalid value: \"-a\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')")]
    [TestCase("a=-b", "unable to parse requirement: values[0][a]: Invalid value: \"-b\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')")]
    public void Parse_of_a_wrong_query_is_a_bad_request_in_the_words_of_Kubernetes(string selector, string message) =>
        FluentActions.Invoking(() => LabelSelector.Parse(selector)).Should().Throw<StatusException>()
            .Where(e => e.Code == 400).WithMessage(message);

    [Test]
    public void From_an_object_needs_labels_and_expressions()
    {
        var selector = LabelSelector.From(JsonText.ParseMap("""
            {"matchLabels":{"app":"guestbook"},"matchExpressions":[{"key":"tier","operator":"In","values":["frontend"]},{"key":"x","operator":"DoesNotExist"}]}
            """));

        selector.ToString().Should().Be("app=guestbook,tier in (frontend),!x");
        selector.Matches(Labels).Should().BeTrue();
        selector.Matches(Labels.With("x", "")).Should().BeFalse();
    }

    [Test]
    public void No_selector_matches_nothing_and_an_empty_one_everything()
    {
        LabelSelector.From(null).Matches(Labels).Should().BeFalse();
        LabelSelector.From(JsonMap.Empty).Matches(Labels).Should().BeTrue();
        LabelSelector.From(null).IsEverything.Should().BeFalse();
    }

    [Test]
    public void Wrong_selector_objects_give_one_error_a_field()
    {
        var errors = new FieldErrors();
        LabelSelectorRules.Validate(JsonText.ParseMap("""
            {"matchExpressions":[{"key":"a","operator":"In"},{"key":"b","operator":"Exists","values":["c"]},{"key":"d","operator":"Like"}]}
            """), FieldPath.Root("spec").Child("selector"), errors);

        errors.Select(e => e.ToString()).Should().Equal(
            "spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
            "spec.selector.matchExpressions[1].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
            "spec.selector.matchExpressions[2].operator: Invalid value: \"Like\": not a valid selector operator");
    }
}
