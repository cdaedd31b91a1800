using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using HandsOn.Kubernetes.Quantities;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Quantities;

public class QuantityTests
{
    [TestCase("0", "0")]
    [TestCase("0Mi", "0")]
    [TestCase("100m", "100m")]
    [TestCase("1500m", "1500m")]
    [TestCase("1000m", "1")]
    [TestCase("0.5", "500m")]
    [TestCase("1.5", "1500m")]
    [TestCase("128Mi", "128Mi")]
    [TestCase("1024Mi", "1Gi")]
    [TestCase("1.5Gi", "1536Mi")]
    [TestCase("1000M", "1G")]
    [TestCase("8Ki", "8Ki")]
    [TestCase("1000Ki", "1000Ki")]
    [TestCase("50k", "50k")]
    [TestCase("100.035k", "100.035k", Description = "what looks canonical is kept as written")]
    [TestCase(".001Ki", "1024m")]
    [TestCase(".000000000001Ki", "2n", Description = "too fine: rounded up")]
    [TestCase("-3.001n", "-4n")]
    [TestCase("1e3", "1e3")]
    [TestCase("12E6", "12E6")]
    [TestCase("100e1", "1e3")]
    [TestCase("1.G", "1.G")]
    [TestCase("+5", "+5")]
    [TestCase("9Ei", "9223372036854775807")]
    [TestCase("12E", "12E")]
    [TestCase("123456789012345678901m", "123456789012345678901m")]
    public void ToString_of_a_parsed_quantity_is_canonical(string text, string canonical) =>
        Quantity.Parse(text).ToString().Should().Be(canonical);

    [TestCase("", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [TestCase("1.1.M", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [TestCase(" 1", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [TestCase("0.1mi", "unable to parse quantity's suffix")]
    [TestCase("1i", "unable to parse quantity's suffix")]
    [TestCase("1e", "unable to parse quantity's suffix")]
    [TestCase("3.01e-", "unable to parse quantity's suffix")]
    public void Parse_of_what_is_no_quantity_fails_in_the_words_of_Kubernetes(string text, string message) =>
        FluentActions.Invoking(() => Quantity.Parse(text)).Should().Throw<FormatException>().WithMessage(message);

    [TestCase("100m", 100, 1)]
    [TestCase("1", 1000, 1)]
    [TestCase("1001m", 1001, 2)]
    [TestCase("1n", 1, 1)]
    [TestCase("-1500m", -1500, -2)]
    [TestCase("128Mi", 134217728000, 134217728)]
    [TestCase("12E", long.MaxValue, long.MaxValue)]
    public void Milli_and_whole_units_are_rounded_up(string text, long milli, long units)
    {
        var quantity = Quantity.Parse(text);
        (quantity.MilliUnits, quantity.Units).Should().Be((milli, units));
    }

    [Test]
    public void A_sum_is_written_like_its_first_operand_that_is_not_zero()
    {
        (Quantity.Parse("64Mi") + Quantity.Parse("64M")).Format.Should().Be(QuantityFormat.BinarySI);
        (Quantity.Zero + Quantity.Parse("100Mi") + Quantity.Parse("28Mi")).ToString().Should().Be("128Mi");
        (Quantity.Parse("1") - Quantity.Parse("250m")).ToString().Should().Be("750m");
    }

    [Test]
    public void Equal_amounts_are_equal_however_written()
    {
        Quantity.Parse("0.1").Should().Be(Quantity.Parse("100m"));
        (Quantity.Parse("1Gi") > Quantity.Parse("1G")).Should().BeTrue();
        Quantity.FromMilliUnits(1500).Should().Be(Quantity.FromJson(1.5));
        Quantity.FromJson(" 2 ").Should().Be(Quantity.FromUnits(2));
    }

    [Test]
    public void Text_of_any_amount_reads_back_as_the_same_amount() =>
        Prop.ForAll<long, int>((milli, format) =>
        {
            var quantity = Quantity.FromMilliUnits(milli, (QuantityFormat)(Math.Abs(format % 3)));
            return Quantity.Parse(quantity.ToString()) == quantity;
        }).QuickCheckThrowOnFailure();
}
