using System.Text;
using FluentAssertions;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Yaml;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Yaml;

public class YamlReaderTests
{
    [TestCase("1", "1")]
    [TestCase("-17", "-17")]
    [TestCase("1_000", "1000")]
    [TestCase("0777", "511")]
    [TestCase("0o17", "15")]
    [TestCase("0x1F", "31")]
    [TestCase("-0b101", "-5")]
    [TestCase("08", "8", Description = "no octal, but a float")]
    [TestCase("1.5", "1.5")]
    [TestCase(".5", "0.5")]
    [TestCase("1e3", "1000")]
    [TestCase("-9223372036854775808", "-9223372036854775808")]
    [TestCase("100m", "\"100m\"")]
    [TestCase("1.2.3", "\"1.2.3\"")]
    [TestCase("2020-01-01", "\"2020-01-01\"")]
    [TestCase("12:30", "\"12:30\"")]
    [TestCase("yes", "true")]
    [TestCase("Off", "false")]
    [TestCase("y", "true")]
    [TestCase("tRue", "\"tRue\"")]
    [TestCase("~", "null")]
    [TestCase("", "null")]
    [TestCase("'yes'", "\"yes\"")]
    [TestCase("\"1\"", "\"1\"")]
    [TestCase("!!str 1", "\"1\"")]
    [TestCase("!!int 1", "1")]
    [TestCase("!!binary aGk=", "\"hi\"")]
    [TestCase("[a, 1, {b: c}]", """["a",1,{"b":"c"}]""")]
    [TestCase("|\n  a\n  b\n", "\"a\\nb\\n\"")]
    [TestCase(">-\n  a\n  b\n", "\"a b\"")]
    public void Scalars_mean_what_they_mean_to_Kubernetes(string yaml, string json) =>
        YamlReader.Read("v: " + yaml)[0].Root["v"].Should().Be(JsonText.Parse(json));

    [Test]
    public void Documents_are_read_apart_and_empty_ones_left_out()
    {
        var documents = YamlReader.Read("# nothing\n---\na: 1\n---\n---\n# b\nb: 2\n...\n");
        documents.Select(d => (d.Root.ToString(), d.StartLine)).Should().Equal(("{\"a\":1}", 3), ("{\"b\":2}", 7));
    }

    [Test]
    public void JSON_is_YAML() =>
        YamlReader.ReadFirst(Encoding.UTF8.GetBytes("""{"a":{"b":[1,"x"]},"c":"\u00e9"}""")).Root.ToString().Should().Be("""{"a":{"b":[1,"x"]},"c":"é"}""");

    [Test]
    public void Anchors_and_merge_keys_are_followed() =>
        YamlReader.Read("base: &b {p: 1, q: 2}\nmade: {<<: *b, q: 3}\nagain: *b")[0].Root.ToString()
            .Should().Be("""{"base":{"p":1,"q":2},"made":{"q":3,"p":1},"again":{"p":1,"q":2}}""");

    [Test]
    public void Keys_that_are_no_strings_become_strings() =>
        YamlReader.Read("1: a\ntrue: b\non: c\n1.5: d")[0].Root.ToString().Should().Be("""{"1":"a","true":"c","1.5":"d"}""");

    [Test]
    public void Duplicate_keys_are_found_and_the_last_one_counts()
    {
        var document = YamlReader.Read("spec:\n  replicas: 1\n  replicas: 2\n")[0];
        document.Root.ToString().Should().Be("""{"spec":{"replicas":2}}""");
        document.Duplicates.Select(d => (d.Path, d.ToString())).Should().Equal(("spec.replicas", "line 3: key \"replicas\" already set in map"));
    }

    [Test]
    public void Fields_know_their_lines()
    {
        var positions = YamlReader.Read("""
            kind: Deployment
            spec:
              replicas: 1
              template:
                spec:
                  containers:
                  - name: a
                    image: x
                  - {name: b}
            """)[0].Positions;

        positions.Find("spec.replicas").Should().Be(new YamlPosition(3, 3));
        positions.Find("spec.template.spec.containers[0].image").Should().Be(new YamlPosition(8, 9));
        positions.Find("spec.template.spec.containers[1]").Should().Be(new YamlPosition(9, 9));
        positions.Find("spec.paused").Should().BeNull();
        positions.Nearest("spec.template.spec.containers[1].image").Should().Be(new YamlPosition(9, 9));
        positions.Nearest("status.x").Should().Be(new YamlPosition(1, 1));
    }

    [TestCase("a: [1, 2", 1)]
    [TestCase("a: b: c", 1)]
    [TestCase("spec:\n  bad: [1\n  # a comment\n  replicas: 1\n", 2, Description = "the scanner's own complaint names no place")]
    [TestCase("a:\n\tb: 2", 2)]
    [TestCase("a: 1\n b: 2\n", 2)]
    [TestCase("a: *x", 1)]
    [TestCase("a: &x [*x]", 1)]
    [TestCase("a: !!int x", 1)]
    [TestCase("- a\n- b", 1)]
    [TestCase("just text", 1)]
    [TestCase("a: 1\n? [b]\n: c", 2)]
    [TestCase("a: \"open", 1)]
    [TestCase("<<: 1", 1)]
    public void What_is_no_YAML_object_is_refused_with_its_line(string yaml, int line) =>
        FluentActions.Invoking(() => YamlReader.Read(yaml)).Should().Throw<YamlSyntaxException>()
            .Where(e => e.Position.Line == line && e.Problem.Length > 0).WithMessage($"line {line}: *");

    [Test]
    public void A_text_that_explodes_is_refused()
    {
        var yaml = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 9; i++) yaml.Append($"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        FluentActions.Invoking(() => YamlReader.Read(yaml.ToString())).Should().Throw<YamlSyntaxException>().WithMessage("*excessive aliasing");
    }

    [TestCase("61ff", "invalid leading UTF-8 octet")]
    [TestCase("6180", "invalid leading UTF-8 octet")]
    [TestCase("61e282", "incomplete UTF-8 octet sequence")]
    [TestCase("61e28261", "invalid trailing UTF-8 octet")]
    [TestCase("61c080", "invalid length of a UTF-8 sequence")]
    [TestCase("61eda080", "invalid Unicode character")]
    [TestCase("61f4908080", "invalid Unicode character")]
    public void Bytes_that_are_no_UTF_8_are_refused(string hex, string problem) =>
        FluentActions.Invoking(() => YamlReader.ReadFirst([.. "a: "u8, .. Convert.FromHexString(hex)])).Should().Throw<YamlSyntaxException>().WithMessage(problem);

    [Test]
    public void Half_a_surrogate_pair_is_refused() =>
        FluentActions.Invoking(() => YamlReader.Read("a: \"\\ud800\"")).Should().Throw<YamlSyntaxException>()
            .WithMessage("line 1: found invalid Unicode character escape code");
}
