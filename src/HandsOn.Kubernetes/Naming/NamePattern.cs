using System.Text.RegularExpressions;

namespace HandsOn.Kubernetes.Naming;

/// <summary>The regular expressions of names, as messages quote them, compiled.</summary>
internal static partial class NamePattern
{
    public const string Label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    public const string Subdomain = Label + @"(\." + Label + ")*";
    public const string Dns1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
    public const string Wildcard = @"\*\." + Subdomain;
    public const string Qualified = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    public const string Value = "(" + Qualified + ")?";
    public const string Identifier = "[A-Za-z_][A-Za-z0-9_]*";
    public const string Variable = "[-._a-zA-Z][-._a-zA-Z0-9]*";
    public const string ConfigKey = "[-._a-zA-Z0-9]+";
    public const string Header = "[-A-Za-z0-9]+";
    public const string Percentage = "[0-9]+%";

    [GeneratedRegex("^(?:" + Label + @")\z", RegexOptions.CultureInvariant)]
    public static partial Regex LabelRegex { get; }

    [GeneratedRegex("^(?:" + Subdomain + @")\z", RegexOptions.CultureInvariant)]
    public static partial Regex SubdomainRegex { get; }

    [GeneratedRegex("^(?:" + Dns1035 + @")\z", RegexOptions.CultureInvariant)]
    public static partial Regex Dns1035Regex { get; }

    [GeneratedRegex("^(?:" + Wildcard + @")\z", RegexOptions.CultureInvariant)]
    public static partial Regex WildcardRegex { get; }

    [GeneratedRegex("^(?:" + Qualified + @")\z", RegexOptions.CultureInvariant)]
    public static partial Regex QualifiedRegex { get; }

    [GeneratedRegex("^(?:" + Value + @")\z", RegexOptions.CultureInvariant)]
    public static partial Regex ValueRegex { get; }

    [GeneratedRegex("^(?:" + Identifier + @")\z", RegexOptions.CultureInvariant)]
    public static partial Regex IdentifierRegex { get; }

    [GeneratedRegex("^(?:" + Variable + @")\z", RegexOptions.CultureInvariant)]
    public static partial Regex VariableRegex { get; }

    [GeneratedRegex("^(?:" + ConfigKey + @")\z", RegexOptions.CultureInvariant)]
    public static partial Regex ConfigKeyRegex { get; }

    [GeneratedRegex("^(?:" + Header + @")\z", RegexOptions.CultureInvariant)]
    public static partial Regex HeaderRegex { get; }

    [GeneratedRegex("^(?:" + Percentage + @")\z", RegexOptions.CultureInvariant)]
    public static partial Regex PercentageRegex { get; }
}
