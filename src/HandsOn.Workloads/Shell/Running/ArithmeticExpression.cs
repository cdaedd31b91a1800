using System.Globalization;

namespace HandsOn.Workloads.Shell.Running;

/// <summary>Works out <c>$(( ... ))</c>: integers, + - * / %, comparisons, &amp;&amp; ||, parentheses, variables by name.</summary>
internal ref struct ArithmeticExpression(ReadOnlySpan<char> text, Func<string, string> variable)
{
    private static readonly string[][] Levels =
        [["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]];

    private ReadOnlySpan<char> rest = text;

    /// <exception cref="FormatException">That is no arithmetic.</exception>
    public static long Evaluate(string text, Func<string, string> variable)
    {
        var expression = new ArithmeticExpression(text, variable);
        var value = expression.Binary(0);
        return expression.rest.Trim().IsEmpty ? value : throw new FormatException("arithmetic syntax error");
    }

    private long Binary(int level)
    {
        if (level == Levels.Length) return Unary();
        var left = Binary(level + 1);
        while (TakeOperator(level) is { } symbol) left = Apply(symbol, left, Binary(level + 1));
        return left;
    }

    private string? TakeOperator(int level)
    {
        rest = rest.TrimStart();
        foreach (var symbol in Levels[level])
        {
            if (!rest.StartsWith(symbol)) continue;
            rest = rest[symbol.Length..];
            return symbol;
        }
        return null;
    }

    private long Unary()
    {
        rest = rest.TrimStart();
        if (rest.IsEmpty) throw new FormatException("arithmetic syntax error");
        var first = rest[0];
        if (first is '-' or '+' or '!' or '(')
        {
            rest = rest[1..];
            if (first != '(') return first switch { '-' => -Unary(), '!' => Unary() == 0 ? 1 : 0, _ => Unary() };
            var inner = Binary(0);
            rest = rest.TrimStart();
            if (rest.IsEmpty || rest[0] != ')') throw new FormatException("arithmetic syntax error");
            rest = rest[1..];
            return inner;
        }
        var length = 0;
        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] == '_')) length++;
        if (length == 0) throw new FormatException("arithmetic syntax error");
        var word = rest[..length].ToString();
        rest = rest[length..];
        var number = char.IsAsciiDigit(word[0]) ? word : variable(word);
        return long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : 0;
    }

    private static long Apply(string symbol, long left, long right) => symbol switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" or "%" when right == 0 => throw new FormatException("divide by zero"),
        "/" => left / right,
        "%" => left % right,
        "==" => left == right ? 1 : 0,
        "!=" => left != right ? 1 : 0,
        "<" => left < right ? 1 : 0,
        ">" => left > right ? 1 : 0,
        "<=" => left <= right ? 1 : 0,
        ">=" => left >= right ? 1 : 0,
        "&&" => left != 0 && right != 0 ? 1 : 0,
        _ => left != 0 || right != 0 ? 1 : 0,
    };
}
