using System.Globalization;

namespace HandsOn.E2E.Versions;

/// <summary>A minor release of Kubernetes: <c>1.36</c>.</summary>
/// <param name="Number">The number behind <c>1.</c>.</param>
public readonly record struct KubernetesMinor(int Number) : IComparable<KubernetesMinor>
{
    /// <summary>Reads <c>1.36</c>, <c>v1.36.2</c> or <c>1.32.4-dispatcher</c>; <see langword="false"/> where it is none of these.</summary>
    public static bool TryParse(string? text, out KubernetesMinor minor)
    {
        var parts = (text ?? "").TrimStart('v').Split('.');
        var digits = parts.Length > 1 ? string.Concat(parts[1].TakeWhile(char.IsAsciiDigit)) : "";
        var good = parts[0] == "1" && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        minor = good ? new(int.Parse(digits, CultureInfo.InvariantCulture)) : default;
        return good;
    }

    /// <summary>Whether a text says more than a minor: <c>1.36.2</c>, <c>v1.36.5-k3s1</c>.</summary>
    public static bool NamesRelease(string text) => TryParse(text, out _) && text.Split('.').Length > 2;

    /// <summary>Reads <c>1.36</c> or <c>v1.36.2</c>.</summary>
    /// <exception cref="FormatException">The text is no release of Kubernetes.</exception>
    public static KubernetesMinor Parse(string text) =>
        TryParse(text, out var minor) ? minor : throw new FormatException($"\"{text}\" is no Kubernetes version; write it as 1.36");

    /// <summary>Whether this minor is not before <paramref name="from"/> and not after <paramref name="to"/>, where they are given.</summary>
    public bool IsWithin(KubernetesMinor? from, KubernetesMinor? to) =>
        (from is not { } first || Number >= first.Number) && (to is not { } last || Number <= last.Number);

    /// <inheritdoc/>
    public int CompareTo(KubernetesMinor other) => Number.CompareTo(other.Number);

    /// <summary><c>1.36</c>.</summary>
    public override string ToString() => $"1.{Number.ToString(CultureInfo.InvariantCulture)}";
}
