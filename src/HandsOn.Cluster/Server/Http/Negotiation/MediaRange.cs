using System.Globalization;

namespace HandsOn.Cluster.Server.Http.Negotiation;

/// <summary>One clause of an Accept header: <c>application/json;as=Table;v=v1;g=meta.k8s.io;q=0.9</c>.</summary>
internal sealed record MediaRange(string Type, double Quality, IReadOnlyDictionary<string, string> Parameters)
{
    private static readonly Dictionary<string, string> NoParameters = [];

    /// <summary>The clauses, the most wanted first; equally wanted ones in their order.</summary>
    public static IEnumerable<MediaRange> ParseAll(string accept) =>
        accept.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse).OrderByDescending(r => r.Quality);

    /// <summary>Reads one clause, or a Content-Type.</summary>
    public static MediaRange Parse(string text)
    {
        if (!text.Contains(';')) return new(text.Trim().ToLowerInvariant(), 1, NoParameters);
        var parts = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in parts.Skip(1))
            if (part.IndexOf('=') is var at and > 0) parameters[part[..at]] = part[(at + 1)..].Trim('"');
        var quality = parameters.Remove("q", out var q) && double.TryParse(q, CultureInfo.InvariantCulture, out var number) ? number : 1;
        return new(parts.Length == 0 ? "" : parts[0].ToLowerInvariant(), quality, parameters);
    }

    public string Parameter(string name) => Parameters.GetValueOrDefault(name, "");
}
