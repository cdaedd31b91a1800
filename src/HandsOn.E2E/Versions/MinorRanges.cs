namespace HandsOn.E2E.Versions;

/// <summary>Several minors, as people write them: <c>1.20,1.31..1.37</c>.</summary>
public static class MinorRanges
{
    /// <summary>Reads minors and ranges of them; each minor comes once, in the order in which it is named.</summary>
    /// <exception cref="FormatException">It is nothing of that sort.</exception>
    public static IReadOnlyList<KubernetesMinor> Parse(string text) => [.. text.Split(',').SelectMany(Range).Distinct()];

    /// <summary>Writes minors, those that follow each other as a range.</summary>
    public static string Write(IEnumerable<KubernetesMinor> minors)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var minor in minors.Select(m => m.Number).Distinct().Order())
            if (ranges.Count > 0 && ranges[^1].Last == minor - 1) ranges[^1] = (ranges[^1].First, minor);
            else ranges.Add((minor, minor));
        return string.Join(", ", ranges.Select(r => r.First == r.Last ? $"{new KubernetesMinor(r.First)}" : $"{new KubernetesMinor(r.First)}..{new KubernetesMinor(r.Last)}"));
    }

    private static IEnumerable<KubernetesMinor> Range(string text)
    {
        var ends = text.Split("..");
        if (ends.Length > 2) throw new FormatException($"\"{text}\" is no range of Kubernetes minors");
        var (first, last) = (One(ends[0]), One(ends[^1]));
        return first.Number <= last.Number ? Enumerable.Range(first.Number, last.Number - first.Number + 1).Select(n => new KubernetesMinor(n)) : throw new FormatException($"{text} begins after its end");
    }

    private static KubernetesMinor One(string text) =>
        !KubernetesMinor.TryParse(text.Trim(), out var minor) ? throw new FormatException($"\"{text}\" is no Kubernetes minor")
        : KubernetesMinor.NamesRelease(text.Trim()) ? throw new FormatException($"{text} is a release, not a minor")
        : minor;
}
