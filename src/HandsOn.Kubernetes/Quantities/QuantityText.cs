using System.Globalization;

namespace HandsOn.Kubernetes.Quantities;

/// <summary>Writes quantities in their canonical form (staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go, CanonicalizeBytes).</summary>
internal static class QuantityText
{
    private const int NanoExponent = -9;
    private static readonly string[] DecimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly string[] BinarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

    public static string Canonical(Int128 nanos, QuantityFormat format)
    {
        if (nanos == 0) return "0";
        if (format == QuantityFormat.BinarySI)
        {
            var (units, rest) = Int128.DivRem(nanos, Quantity.NanosInUnit);
            // Fractions and what is below 1Ki are written in decimal, so that nothing is rounded away.
            if (rest == 0 && Int128.Abs(units) >= 1024) return Binary(units);
        }
        return Decimal(nanos, format);
    }

    private static string Binary(Int128 units)
    {
        var power = 0;
        for (; power < BinarySuffixes.Length - 1 && units % 1024 == 0; power++) units /= 1024;
        return units.ToString(CultureInfo.InvariantCulture) + BinarySuffixes[power];
    }

    private static string Decimal(Int128 number, QuantityFormat format)
    {
        var exponent = NanoExponent;
        for (; number % 1000 == 0; exponent += 3) number /= 1000;
        var digits = number.ToString(CultureInfo.InvariantCulture);
        if (format == QuantityFormat.DecimalExponent)
            return exponent == 0 ? digits : digits + "e" + exponent.ToString(CultureInfo.InvariantCulture);
        var power = (exponent - NanoExponent) / 3;
        return power < DecimalSuffixes.Length ? digits + DecimalSuffixes[power] : digits;
    }
}
