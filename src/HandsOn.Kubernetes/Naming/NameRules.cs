using System.Globalization;
using System.Text;

namespace HandsOn.Kubernetes.Naming;

/// <summary>
/// What is wrong with names, in Kubernetes' words; no messages where a name is right
/// (staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go and pkg/api/validate/content).
/// </summary>
public static class NameRules
{
    private const int LongestLabel = 63;
    private const int LongestSubdomain = 253;
    private const int LongestPortName = 15;

    private const string LabelWords =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
    private const string SubdomainWords =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
    private const string QualifiedWords =
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

    /// <summary>DNS label (RFC 1123): a namespace, a container.</summary>
    public static IReadOnlyList<string> Dns1123Label(string name)
    {
        var messages = new MessageList();
        if (Bytes(name) > LongestLabel) messages.Add(MaxCharacters(LongestLabel));
        if (!NamePattern.LabelRegex.IsMatch(name))
            messages.Add(NamePattern.SubdomainRegex.IsMatch(name)
                ? "must not contain dots"
                : Pattern(LabelWords, NamePattern.Label, "my-name", "123-abc"));
        return messages.Result;
    }

    /// <summary>DNS subdomain (RFC 1123): most objects.</summary>
    public static IReadOnlyList<string> Dns1123Subdomain(string name) => Subdomain(name, MaxCharacters(LongestSubdomain));

    /// <summary>DNS label that starts with a letter (RFC 1035): a Service of older minors.</summary>
    public static IReadOnlyList<string> Dns1035Label(string name)
    {
        var messages = new MessageList();
        if (Bytes(name) > LongestLabel) messages.Add(MaxCharacters(LongestLabel));
        if (!NamePattern.Dns1035Regex.IsMatch(name))
            messages.Add(Pattern(
                "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
                NamePattern.Dns1035, "my-name", "abc-123"));
        return messages.Result;
    }

    /// <summary>DNS subdomain behind <c>*.</c>: a host of an Ingress.</summary>
    public static IReadOnlyList<string> WildcardDns1123Subdomain(string name)
    {
        var messages = new MessageList();
        if (Bytes(name) > LongestSubdomain) messages.Add(MaxCharacters(LongestSubdomain));
        if (!NamePattern.WildcardRegex.IsMatch(name))
            messages.Add(Pattern(
                "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
                NamePattern.Wildcard, "*.example.com"));
        return messages.Result;
    }

    /// <summary>Name with an optional DNS prefix: a label, an annotation, a condition, a finalizer.</summary>
    public static IReadOnlyList<string> QualifiedName(string name)
    {
        var messages = new MessageList();
        var slash = name.IndexOf('/');
        if (slash >= 0 && name.IndexOf('/', slash + 1) >= 0)
        {
            messages.Add("a valid label key " + QualifiedPattern() + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
            return messages.Result;
        }
        if (slash == 0) messages.Add("prefix part must be non-empty");
        else if (slash > 0)
            foreach (var message in Subdomain(name[..slash], MaxBytes(LongestSubdomain))) messages.Add("prefix part " + message);
        var last = name[(slash + 1)..];
        if (last.Length == 0) messages.Add("name part must be non-empty");
        else if (Bytes(last) > LongestLabel) messages.Add("name part " + MaxBytes(LongestLabel));
        if (!NamePattern.QualifiedRegex.IsMatch(last)) messages.Add("name part " + QualifiedPattern());
        return messages.Result;
    }

    /// <summary>Value of a label.</summary>
    public static IReadOnlyList<string> LabelValue(string value)
    {
        var messages = new MessageList();
        if (Bytes(value) > LongestLabel) messages.Add(MaxBytes(LongestLabel));
        if (!NamePattern.ValueRegex.IsMatch(value))
            messages.Add(Pattern(
                "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
                NamePattern.Value, "MyValue", "my_value", "12345"));
        return messages.Result;
    }

    /// <summary>Name of a port.</summary>
    public static IReadOnlyList<string> PortName(string name)
    {
        var messages = new MessageList();
        if (Bytes(name) > LongestPortName) messages.Add(MaxCharacters(LongestPortName));
        if (name.Length == 0 || name.Any(c => !(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')))
            messages.Add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        if (!name.Any(char.IsAsciiLetterLower)) messages.Add("must contain at least one letter (a-z)");
        if (name.Contains("--", StringComparison.Ordinal)) messages.Add("must not contain consecutive hyphens");
        if (name.StartsWith('-') || name.EndsWith('-')) messages.Add("must not begin or end with a hyphen");
        return messages.Result;
    }

    /// <summary>Number of a port.</summary>
    public static IReadOnlyList<string> PortNumber(long port) => InRange(port, 1, 65535);

    /// <summary>Number between two others, both included.</summary>
    public static IReadOnlyList<string> InRange(long number, long minimum, long maximum) => number >= minimum && number <= maximum
        ? []
        : [string.Create(CultureInfo.InvariantCulture, $"must be between {minimum} and {maximum}, inclusive")];

    /// <summary>C identifier.</summary>
    public static IReadOnlyList<string> CIdentifier(string name) => NamePattern.IdentifierRegex.IsMatch(name)
        ? []
        : [Pattern(
            "a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric characters or '_'",
            NamePattern.Identifier, "my_name", "MY_NAME", "MyName")];

    /// <summary>Name of an environment variable, strict (before 1.34).</summary>
    public static IReadOnlyList<string> EnvironmentVariable(string name)
    {
        var messages = new MessageList();
        if (!NamePattern.VariableRegex.IsMatch(name))
            messages.Add(Pattern(
                "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit",
                NamePattern.Variable, "my.env-name", "MY_ENV.NAME", "MyEnvName1"));
        if (ParentFolder(name) is { } message) messages.Add(message);
        return messages.Result;
    }

    /// <summary>Name of an environment variable, relaxed (1.34 and later).</summary>
    public static IReadOnlyList<string> RelaxedEnvironmentVariable(string name)
    {
        var messages = new MessageList();
        if (name.Length == 0) messages.Add("environment variable name must be non-empty");
        if (name.Any(c => c is < ' ' or > '~' or '='))
            messages.Add("a valid environment variable name must consist only of printable ASCII characters other than '='");
        return messages.Result;
    }

    /// <summary>Key of a ConfigMap or Secret.</summary>
    public static IReadOnlyList<string> ConfigMapKey(string key)
    {
        var messages = new MessageList();
        if (Bytes(key) > LongestSubdomain) messages.Add(MaxCharacters(LongestSubdomain));
        if (!NamePattern.ConfigKeyRegex.IsMatch(key))
            messages.Add(Pattern(
                "a valid config key must consist of alphanumeric characters, '-', '_' or '.'", NamePattern.ConfigKey, "key.name", "KEY_NAME", "key-name"));
        if (ParentFolder(key) is { } message) messages.Add(message);
        return messages.Result;
    }

    /// <summary>Name of an HTTP header.</summary>
    public static IReadOnlyList<string> HttpHeaderName(string name) => NamePattern.HeaderRegex.IsMatch(name)
        ? []
        : [Pattern("a valid HTTP header must consist of alphanumeric characters or '-'", NamePattern.Header, "X-Header-Name")];

    /// <summary>Percentage: <c>25%</c>.</summary>
    public static IReadOnlyList<string> Percent(string text) => NamePattern.PercentageRegex.IsMatch(text)
        ? []
        : [Pattern("a valid percent string must be a numeric string followed by an ending '%'", NamePattern.Percentage, "1%", "93%")];

    /// <summary>Name that can stand in a URL's path: a Role, a ClusterRoleBinding.</summary>
    public static IReadOnlyList<string> PathSegmentName(string name) =>
        name is "." or ".." ? [$"may not be '{name}'"] : PathSegmentPrefix(name);

    /// <summary>Beginning of a name that can stand in a URL's path.</summary>
    public static IReadOnlyList<string> PathSegmentPrefix(string name)
    {
        var messages = new MessageList();
        foreach (var character in "/%")
            if (name.Contains(character)) messages.Add($"may not contain '{character}'");
        return messages.Result;
    }

    /// <summary>
    /// A <c>generateName</c> as the rules for names see it: a last dash is fine, since characters follow
    /// (staging/src/k8s.io/apimachinery/pkg/api/validation/generic.go).
    /// </summary>
    public static string MaskTrailingDash(string prefix) => prefix.Length > 1 && prefix[^1] == '-' ? prefix[..^2] + "a" : prefix;

    private static IReadOnlyList<string> Subdomain(string name, string tooLong)
    {
        var messages = new MessageList();
        if (Bytes(name) > LongestSubdomain) messages.Add(tooLong);
        if (!NamePattern.SubdomainRegex.IsMatch(name)) messages.Add(Pattern(SubdomainWords, NamePattern.Subdomain, "example.com"));
        return messages.Result;
    }

    private static string? ParentFolder(string name) => name switch
    {
        "." => "must not be '.'",
        ".." => "must not be '..'",
        _ => name.StartsWith("..", StringComparison.Ordinal) ? "must not start with '..'" : null,
    };

    private static int Bytes(string name) => Encoding.UTF8.GetByteCount(name);

    private static string MaxCharacters(int maximum) => $"must be no more than {maximum} characters";

    private static string MaxBytes(int maximum) => $"must be no more than {maximum} bytes";

    private static string QualifiedPattern() => Pattern(QualifiedWords, NamePattern.Qualified, "MyName", "my.name", "123-abc");

    private static string Pattern(string words, string pattern, params IEnumerable<string> examples) =>
        $"{words} (e.g. {string.Join(" or ", examples.Select(e => $"'{e}', "))}regex used for validation is '{pattern}')";

    // Almost every name is right, so nothing is allocated before the first message.
    private struct MessageList
    {
        private List<string>? messages;

        public readonly IReadOnlyList<string> Result => messages ?? (IReadOnlyList<string>)[];

        public void Add(string message) => (messages ??= []).Add(message);
    }
}
