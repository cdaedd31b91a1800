using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HandsOn.Kubernetes.Quantities;

/// <summary>
/// An amount of a resource: <c>100m</c>, <c>1.5</c>, <c>128Mi</c>, <c>12e6</c>. Exact down to a billionth of a unit; what is
/// finer is rounded away from zero (staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go).
/// </summary>
public readonly struct Quantity : IEquatable<Quantity>, IComparable<Quantity>
{
    internal const long NanosInUnit = 1_000_000_000;
    private const long NanosInMilli = 1_000_000;

    private readonly string? text;

    internal Quantity(Int128 nanos, QuantityFormat format, string? text = null)
    {
        Nanos = nanos;
        Format = format;
        this.text = text;
    }

    /// <summary>Nothing.</summary>
    public static Quantity Zero => default;

    /// <summary>How the amount is written.</summary>
    public QuantityFormat Format { get; }

    /// <summary>Whether the amount is zero.</summary>
    public bool IsZero => Nanos == 0;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Int128.Sign(Nanos);

    /// <summary>The amount in whole units, rounded away from zero; the nearest 64-bit number where it does not fit.</summary>
    public long Units => Scaled(NanosInUnit);

    /// <summary>The amount in thousandths of a unit, rounded away from zero; the nearest 64-bit number where it does not fit.</summary>
    public long MilliUnits => Scaled(NanosInMilli);

    internal Int128 Nanos { get; }

    /// <summary>A number of units.</summary>
    public static Quantity FromUnits(long units, QuantityFormat format = QuantityFormat.DecimalSI) =>
        new((Int128)units * NanosInUnit, format);

    /// <summary>A number of thousandths of a unit.</summary>
    public static Quantity FromMilliUnits(long milliUnits, QuantityFormat format = QuantityFormat.DecimalSI) =>
        new((Int128)milliUnits * NanosInMilli, format);

    /// <summary>Reads a quantity.</summary>
    /// <exception cref="FormatException">The text is no quantity; the message is that of Kubernetes.</exception>
    public static Quantity Parse(string text) =>
        QuantityParser.Parse(text, out var quantity) is { } error ? throw new FormatException(error) : quantity;

    /// <summary>Reads a quantity, if the text is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Quantity quantity)
    {
        quantity = default;
        return text is not null && QuantityParser.Parse(text, out quantity) is null;
    }

    /// <summary>
    /// Reads a quantity from a JSON value: a string, whose surrounding spaces do not matter, a number, or null for zero.
    /// </summary>
    /// <exception cref="FormatException">The value is no quantity; the message is that of Kubernetes.</exception>
    public static Quantity FromJson(object? value) => value switch
    {
        null => Zero,
        string text => Parse(text.Trim()),
        long number => FromUnits(number),
        double number => Parse(number.ToString("R", CultureInfo.InvariantCulture)),
        _ => throw new FormatException(QuantityParser.WrongFormat),
    };

    /// <summary>The sum. It is written like the first operand, or like the second where the first is zero.</summary>
    public static Quantity operator +(Quantity left, Quantity right) =>
        new(checked(left.Nanos + right.Nanos), left.IsZero ? right.Format : left.Format);

    /// <summary>The difference. It is written like the first operand, or like the second where the first is zero.</summary>
    public static Quantity operator -(Quantity left, Quantity right) =>
        new(checked(left.Nanos - right.Nanos), left.IsZero ? right.Format : left.Format);

    /// <summary>The amount with the other sign.</summary>
    public static Quantity operator -(Quantity quantity) => new(-quantity.Nanos, quantity.Format);

    /// <summary>The amount several times.</summary>
    public static Quantity operator *(Quantity quantity, long times) => new(checked(quantity.Nanos * times), quantity.Format);

    /// <summary>Whether both are the same amount, however written.</summary>
    public static bool operator ==(Quantity left, Quantity right) => left.Nanos == right.Nanos;

    /// <summary>Whether the amounts differ.</summary>
    public static bool operator !=(Quantity left, Quantity right) => left.Nanos != right.Nanos;

    /// <summary>Whether the first is less.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Nanos < right.Nanos;

    /// <summary>Whether the first is more.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Nanos > right.Nanos;

    /// <summary>Whether the first is not more.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Nanos <= right.Nanos;

    /// <summary>Whether the first is not less.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Nanos >= right.Nanos;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Nanos.CompareTo(other.Nanos);

    /// <summary>Whether both are the same amount, however written.</summary>
    public bool Equals(Quantity other) => Nanos == other.Nanos;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Nanos.GetHashCode();

    /// <summary>The canonical text: no fraction, the largest suffix that loses nothing.</summary>
    public override string ToString() => text ?? QuantityText.Canonical(Nanos, Format);

    private long Scaled(long nanosInOne)
    {
        var (whole, rest) = Int128.DivRem(Nanos, nanosInOne);
        return long.CreateSaturating(whole + Int128.Sign(rest));
    }
}
