namespace HandsOn.Kubernetes.Quantities;

/// <summary>With which suffixes a <see cref="Quantity"/> is written.</summary>
public enum QuantityFormat
{
    /// <summary>Powers of a thousand: <c>100m</c>, <c>12M</c>.</summary>
    DecimalSI,

    /// <summary>Powers of 1024: <c>128Mi</c>.</summary>
    BinarySI,

    /// <summary>An exponent: <c>12e6</c>.</summary>
    DecimalExponent,
}
