using System.Text.Json;
using FluentAssertions;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Json;

public class JsonTextTests
{
    [Test]
    public void Whole_numbers_are_read_as_long()
    {
        JsonText.Parse("80").Should().BeOfType<long>();
        JsonText.Parse("0.5").Should().BeOfType<double>();
    }

    [TestCase("a\\ud800b", "a\uFFFDb")]
    [TestCase("\\uD83D\\uDE42", "\U0001F642")]
    [TestCase("\\ud83d\\ud83d\\ude42", "\uFFFD\U0001F642")]
    [TestCase("\\ude42\\ud83d", "\uFFFD\uFFFD")]
    [TestCase("\\ud83d\\u0041", "\uFFFDA")]
    [TestCase("\\\\ud800", "\\ud800")]
    [TestCase("\\\\\\ud800", "\\\uFFFD")]
    [TestCase("\\ud800", "\uFFFD")]
    public void Half_a_surrogate_pair_is_the_replacement_character(string escaped, string expected)
    {
        JsonText.Parse($"\"{escaped}\"").Should().Be(expected);
        JsonText.ParseMap($"{{\"{escaped}\":1}}").Keys.Should().Equal(expected);
    }

    [TestCase("fffe", "\uFFFD\uFFFD")]
    [TestCase("61ff62", "a\uFFFDb")]
    [TestCase("c3a9", "é")]
    [TestCase("e28262", "\uFFFD\uFFFDb", Description = "a sequence that breaks off")]
    [TestCase("e282", "\uFFFD\uFFFD")]
    [TestCase("eda080", "\uFFFD\uFFFD\uFFFD", Description = "half a surrogate pair in bytes")]
    [TestCase("c080", "\uFFFD\uFFFD", Description = "a character in more bytes than it needs")]
    public void Each_byte_that_is_no_UTF_8_is_the_replacement_character(string hex, string expected)
    {
        byte[] text = [(byte)'"', .. Convert.FromHexString(hex), (byte)'"'];

        JsonText.Parse(text).Should().Be(expected);
        JsonText.ParseMap([(byte)'{', .. text, .. ":1}"u8]).Keys.Should().Equal(expected);
    }

    [Test]
    public void Bytes_that_are_no_UTF_8_outside_of_strings_are_no_JSON() =>
        FluentActions.Invoking(() => JsonText.Parse([(byte)'[', 0xff, (byte)']'])).Should().Throw<JsonException>();
}
