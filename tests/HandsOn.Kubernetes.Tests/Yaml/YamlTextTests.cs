using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Yaml;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Yaml;

public class YamlTextTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Test]
    public void Write_lays_out_as_kubectl_does() =>
        YamlText.Write(JsonText.Parse("""
            {"kind":"Pod","apiVersion":"v1","metadata":{"name":"x","creationTimestamp":"2026-01-01T00:00:00Z","labels":{}},
             "spec":{"containers":[{"name":"c","args":["a: b","yes","- x","12"],"image":"i:1"}],"n":[[1,2],[]],"none":null,"half":0.5,
             "script":"#!/bin/sh\necho hi\n","ratio":"1:30"}}
            """)).Should().Be("""
            apiVersion: v1
            kind: Pod
            metadata:
              creationTimestamp: "2026-01-01T00:00:00Z"
              labels: {}
              name: x
            spec:
              containers:
              - args:
                - 'a: b'
                - "yes"
                - '- x'
                - "12"
                image: i:1
                name: c
              half: 0.5
              "n":
              - - 1
                - 2
              - []
              none: null
              ratio: "1:30"
              script: |
                #!/bin/sh
                echo hi

            """.ReplaceLineEndings("\n"));

    [Test]
    public void Any_string_reads_back() => Prop.ForAll(Strings(), text => RoundTrips(JsonMap.Of(("v", text)))).Check(Thorough);

    [Test]
    public void Any_key_reads_back() => Prop.ForAll(Strings(), text => RoundTrips(JsonMap.Of((text, 1)))).Check(Thorough);

    [TestCase("a *b")]
    [TestCase("0 * * * *")]
    public void Stars_in_keys_and_values_read_back(string text) => RoundTrips(JsonMap.Of((text, text))).Should().BeTrue();

    [TestCase("a\n")]
    [TestCase("a\n\n")]
    [TestCase("a\n b\n\nc")]
    [TestCase("\na")]
    [TestCase(" a\nb")]
    [TestCase("a \nb")]
    [TestCase("a\n\n\n")]
    [TestCase("\n")]
    [TestCase("---")]
    [TestCase("...")]
    [TestCase("a #b")]
    [TestCase("#")]
    [TestCase("a:")]
    [TestCase("-")]
    [TestCase("<<")]
    [TestCase("=")]
    [TestCase("\t")]
    [TestCase("a\r\nb")]
    [TestCase("\u0085\u2028\uFEFF")]
    [TestCase("😀 x")]
    [TestCase("it's \"so\"")]
    [TestCase("é: ü")]
    public void Odd_strings_read_back(string text) => RoundTrips(JsonMap.Of(("v", text), ("l", JsonList.Of(text, JsonMap.Of(("k", text)))))).Should().BeTrue();

    private static bool RoundTrips(JsonMap value) => YamlReader.Read(YamlText.Write(value))[0].Root.Equals(value);

    private static Arbitrary<string> Strings() => Arb.From(
        Gen.Elements("a", "b", " ", "\n", ":", "-", "#", "'", "\"", "\\", "1", "0", ".", "e", "{", "]", "&", "*", "!", "|", ">", "%", "@", "`", ",", "?", "~", "yes", "\t", "é")
            .ListOf().Select(parts => string.Concat(parts)));
}
