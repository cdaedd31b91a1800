using System.Globalization;

namespace HandsOn.Benchmarks;

/// <summary>Prints one measured figure with its goal.</summary>
internal static class Figure
{
    public static void Print(string what, string unit, IEnumerable<double> values, string goal)
    {
        var sorted = values.Order().ToArray();
        var text = sorted.Length == 1
            ? Number(sorted[0])
            : $"best {Number(sorted[0])}  median {Number(sorted[sorted.Length / 2])}  worst {Number(sorted[^1])}";
        Console.WriteLine($"{what,-52} {text} {unit}  (goal {goal})");
    }

    public static void Print(string what, string unit, double value, string goal) => Print(what, unit, [value], goal);

    private static string Number(double value) => value.ToString(value < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);
}
