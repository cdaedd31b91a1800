using System.Globalization;
using HandsOn.E2E.Inputs;

namespace HandsOn.E2E.Scenarios;

/// <summary>One of several parts of a run, each of which another machine or job runs.</summary>
/// <param name="Index">Which part, counted from 1.</param>
/// <param name="Count">How many parts there are.</param>
public sealed record Shard(int Index, int Count)
{
    /// <summary>Reads <c>2/3</c>.</summary>
    /// <exception cref="SettingsException">It is no such part: one sentence, which begins with <paramref name="option"/>.</exception>
    public static Shard Parse(string text, string option)
    {
        var parts = text.Split('/');
        if (parts.Length != 2 || Number(parts[0]) is not { } index || Number(parts[1]) is not { } count)
            throw new SettingsException($"{option} {text}: not a part of a whole; write it as 1/3, the first of three");
        if (count == 0) throw new SettingsException($"{option} {text}: a run has at least one part");
        return index >= 1 && index <= count ? new(index, count) : throw new SettingsException($"{option} {text}: the parts of {count} are 1/{count} to {count}/{count}");
    }

    /// <summary>
    /// The names that belong to this part. Every name is in exactly one, whoever asks, in whatever order the names are; the parts differ by
    /// one name at most, and names that sort side by side (the sections of a text) are spread.
    /// </summary>
    public IReadOnlyList<string> Of(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal).Where((_, i) => i % Count == Index - 1)];

    /// <summary><c>2/3</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
