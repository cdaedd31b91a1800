using System.Globalization;
using System.Numerics;

namespace HandsOn.Kubernetes.Quantities;

/// <summary>Reads quantities as Kubernetes does, oddities included (staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go).</summary>
internal static class QuantityParser
{
    public const string WrongFormat =
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    public const string WrongNumber = "unable to parse numeric part of quantity";
    public const string WrongSuffix = "unable to parse quantity's suffix";

    private const string SuffixLetters = "eEinumkKMGTP";
    private const int MostFastDigits = 18;
    private const int MostExponent = 60;
    private const int NoPower = int.MaxValue;

    /// <summary>The quantity, or what is wrong with the text.</summary>
    public static string? Parse(ReadOnlySpan<char> text, out Quantity quantity)
    {
        quantity = default;
        if (text.Length == 0) return WrongFormat;
        var isNegative = text[0] == '-';
        var rest = text[0] is '-' or '+' ? text[1..] : text;
        rest = rest.TrimStart('0');
        if (rest.Length == 0) return null;

        var whole = TakeDigits(ref rest);
        ReadOnlySpan<char> fraction = [];
        if (rest.Length > 0 && rest[0] == '.')
        {
            rest = rest[1..];
            fraction = TakeDigits(ref rest);
        }
        var suffix = rest;
        rest = rest.TrimStart(SuffixLetters);
        if (rest.Length > 0 && rest[0] is '-' or '+') rest = rest[1..];
        if (rest.ContainsAnyExceptInRange('0', '9')) return WrongFormat;
        if (!TrySuffix(suffix, out var power, out var format)) return WrongSuffix;
        if (Math.Abs(power) > MostExponent) return WrongNumber;

        if (!TryNanos(whole, fraction, power, format, out var nanos)) return WrongNumber;
        if (format == QuantityFormat.BinarySI && nanos > (Int128)long.MaxValue * Quantity.NanosInUnit)
            nanos = (Int128)long.MaxValue * Quantity.NanosInUnit;
        if (format == QuantityFormat.BinarySI && nanos > 0 && nanos < Quantity.NanosInUnit) format = QuantityFormat.DecimalSI;
        var spelling = KeepsSpelling(whole, fraction, power, format) ? text.ToString() : null;
        quantity = new Quantity(isNegative ? -nanos : nanos, format, spelling);
        return null;
    }

    private static ReadOnlySpan<char> TakeDigits(scoped ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        if (end < 0) end = rest.Length;
        var digits = rest[..end];
        rest = rest[end..];
        return digits;
    }

    // The power is of ten, or of two for BinarySI.
    private static bool TrySuffix(ReadOnlySpan<char> suffix, out int power, out QuantityFormat format)
    {
        format = QuantityFormat.DecimalSI;
        power = suffix switch
        {
            "" => 0,
            "n" => -9,
            "u" => -6,
            "m" => -3,
            "k" => 3,
            "M" => 6,
            "G" => 9,
            "T" => 12,
            "P" => 15,
            "E" => 18,
            _ => NoPower,
        };
        if (power != NoPower) return true;
        format = QuantityFormat.BinarySI;
        power = suffix switch { "Ki" => 10, "Mi" => 20, "Gi" => 30, "Ti" => 40, "Pi" => 50, "Ei" => 60, _ => NoPower };
        if (power != NoPower) return true;
        format = QuantityFormat.DecimalExponent;
        return suffix.Length > 1 && suffix[0] is 'e' or 'E'
            && int.TryParse(suffix[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out power);
    }

    private static bool TryNanos(
        ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, int power, QuantityFormat format, out Int128 nanos)
    {
        var isBinary = format == QuantityFormat.BinarySI;
        var tens = 9 - fraction.Length + (isBinary ? 0 : power);
        var digits = whole.Length + fraction.Length;
        var decimals = isBinary ? power / 3 : 0;
        if (digits <= MostFastDigits && tens >= 0 && digits + tens + decimals < 38)
        {
            nanos = Number(fraction, Number(whole, 0));
            if (isBinary) nanos <<= power;
            for (; tens > 0; tens--) nanos *= 10;
            return true;
        }
        return TryLargeNanos(string.Concat(whole, fraction), isBinary ? power : 0, tens, out nanos);
    }

    private static Int128 Number(ReadOnlySpan<char> digits, Int128 number)
    {
        foreach (var digit in digits) number = number * 10 + (digit - '0');
        return number;
    }

    private static bool TryLargeNanos(string digits, int twos, int tens, out Int128 nanos)
    {
        nanos = 0;
        var number = digits.Length == 0 ? BigInteger.Zero : BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        number <<= twos;
        if (tens >= 0) number *= BigInteger.Pow(10, tens);
        else
        {
            number = BigInteger.DivRem(number, BigInteger.Pow(10, -tens), out var rest);
            if (!rest.IsZero) number++;
        }
        if (twos > 0 && number > Int128.MaxValue) number = (BigInteger)Int128.MaxValue;
        if (number > Int128.MaxValue) return false;
        nanos = (Int128)number;
        return true;
    }

    // Kubernetes keeps what the user wrote where it looks canonical at a glance; so "+5" stays "+5".
    private static bool KeepsSpelling(ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, int power, QuantityFormat format)
    {
        var digits = whole.Length + fraction.Length;
        if (whole.Length == 0 || digits > MostFastDigits) return false;
        if (format == QuantityFormat.BinarySI)
            return fraction.Length == 0 && 15 - digits - (int)(power * 3 / 10f) - 1 >= 0 && (Number(whole, 0) & 7) != 0;
        var scale = power - fraction.Length;
        if (scale % 3 != 0 || scale < -9) return false;
        return !string.Concat(whole, fraction).EndsWith("000", StringComparison.Ordinal);
    }
}
