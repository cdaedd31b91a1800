using System.Buffers.Text;
using System.Globalization;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Quantities;

namespace HandsOn.Kubernetes.Schemas.Decoding;

/// <summary>What the parsers of single values accept and say.</summary>
internal static class LeafSyntax
{
    /// <summary>A quantity as it stands in a stored object: text, in its canonical form.</summary>
    /// <exception cref="DecodingException">It is no quantity.</exception>
    public static object Quantity(object value)
    {
        // An object or a list is as wrong as a misspelt number, and gets the same words.
        var text = value as string ?? JsonText.ToString(value);
        if (QuantityParser.Parse(text.AsSpan().Trim(), out var quantity) is { } error) throw new DecodingException(error);
        var canonical = quantity.ToString();
        return value is string && canonical == text ? value : canonical;
    }

    /// <summary>What is wrong with base64 text, in the words of Go's encoding/base64; <see langword="null"/> where nothing is.</summary>
    public static string? BytesError(string text)
    {
        if (Base64.IsValid(text) && text.AsSpan().IndexOfAny(' ', '\t') < 0) return null;
        return $"illegal base64 data at input byte {GoBase64.Offence(text).ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>What is wrong with a time, in the words of Go's time.Parse; <see langword="null"/> where nothing is.</summary>
    public static string? TimeError(string text, ValueShape shape) => shape switch
    {
        ValueShape.Time => GoTime.Error(text, fraction: ""),
        ValueShape.MicroTime => GoTime.Error(text, fraction: ".000000"),
        _ => null,
    };
}
