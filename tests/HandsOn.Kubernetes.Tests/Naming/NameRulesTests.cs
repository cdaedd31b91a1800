using FluentAssertions;
using HandsOn.Kubernetes.Naming;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Naming;

public class NameRulesTests
{
    private const string SubdomainMessage =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private static readonly Dictionary<string, Func<string, IReadOnlyList<string>>> Rules = new()
    {
        ["label"] = NameRules.Dns1123Label,
        ["subdomain"] = NameRules.Dns1123Subdomain,
        ["1035"] = NameRules.Dns1035Label,
        ["wildcard"] = NameRules.WildcardDns1123Subdomain,
        ["qualified"] = NameRules.QualifiedName,
        ["value"] = NameRules.LabelValue,
        ["port"] = NameRules.PortName,
        ["env"] = NameRules.EnvironmentVariable,
        ["relaxed"] = NameRules.RelaxedEnvironmentVariable,
        ["key"] = NameRules.ConfigMapKey,
        ["path"] = NameRules.PathSegmentName,
        ["c"] = NameRules.CIdentifier,
        ["percent"] = NameRules.Percent,
    };

    [TestCase("label", "redis-leader")]
    [TestCase("label", "1")]
    [TestCase("subdomain", "a.b-c.0")]
    [TestCase("1035", "a-1")]
    [TestCase("wildcard", "*.example.com")]
    [TestCase("qualified", "kubernetes.io/change-cause")]
    [TestCase("qualified", "App_1.x")]
    [TestCase("value", "")]
    [TestCase("value", "V_1.2-3")]
    [TestCase("port", "http-80")]
    [TestCase("env", "GET_HOSTS_FROM")]
    [TestCase("relaxed", "1 is fine")]
    [TestCase("key", "redis.conf")]
    [TestCase("path", "system:node")]
    [TestCase("c", "_x1")]
    [TestCase("percent", "25%")]
    public void A_right_name_gives_no_message(string rule, string name) => Rules[rule](name).Should().BeEmpty();

    [TestCase("label", "a.b", "must not contain dots")]
    [TestCase("label", "Ab", "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')")]
    [TestCase("subdomain", "Bad_Name", SubdomainMessage)]
    [TestCase("subdomain", "newline\n", SubdomainMessage)]
    [TestCase("1035", "1a", "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')")]
    [TestCase("qualified", "/a", "prefix part must be non-empty")]
    [TestCase("qualified", "X/a", "prefix part " + SubdomainMessage)]
    [TestCase("port", "a--b", "must not contain consecutive hyphens")]
    [TestCase("port", "80", "must contain at least one letter (a-z)")]
    [TestCase("port", "a-", "must not begin or end with a hyphen")]
    [TestCase("port", "abcdefghijklmnop", "must be no more than 15 characters")]
    [TestCase("env", "..x", "must not start with '..'")]
    [TestCase("env", "1A", "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')")]
    [TestCase("relaxed", "a=b", "a valid environment variable name must consist only of printable ASCII characters other than '='")]
    [TestCase("key", "a/b", "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')")]
    [TestCase("path", "..", "may not be '..'")]
    [TestCase("path", "a/b", "may not contain '/'")]
    [TestCase("percent", "25", "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')")]
    public void A_wrong_name_gives_the_message_of_Kubernetes(string rule, string name, string message) => Rules[rule](name).Should().Equal(message);

    [Test]
    public void Names_that_are_too_long_say_the_maximum()
    {
        NameRules.Dns1123Label(new string('a', 64)).Should().Equal("must be no more than 63 characters");
        NameRules.Dns1123Subdomain(new string('a', 254)).Should().Equal("must be no more than 253 characters");
        NameRules.LabelValue(new string('a', 64)).Should().Equal("must be no more than 63 bytes");
        NameRules.QualifiedName(new string('a', 64)).Should().Equal("name part must be no more than 63 bytes");
    }

    [Test]
    public void An_empty_qualified_name_gives_two_messages() => NameRules.QualifiedName("").Should().HaveCount(2);

    [Test]
    public void A_prefix_may_end_in_a_dash()
    {
        NameRules.Dns1123Label(NameRules.MaskTrailingDash("redis-leader-")).Should().BeEmpty();
        NameRules.Dns1123Label(NameRules.MaskTrailingDash("-")).Should().NotBeEmpty();
    }

    [Test]
    public void Port_numbers_run_from_1_to_65535()
    {
        NameRules.PortNumber(65535).Should().BeEmpty();
        NameRules.PortNumber(0).Should().Equal("must be between 1 and 65535, inclusive");
    }

}
