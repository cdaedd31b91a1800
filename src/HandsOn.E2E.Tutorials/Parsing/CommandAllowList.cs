namespace HandsOn.E2E.Tutorials.Parsing;

/// <summary>What a hands-on may do: kubectl's verbs on the run's own cluster, and files below the run's own work folder.</summary>
internal static class CommandAllowList
{
    private static readonly HashSet<string> Verbs =
    [
        "annotate", "api-resources", "api-versions", "apply", "auth", "autoscale", "cluster-info", "config", "cordon", "create", "delete",
        "describe", "diff", "drain", "events", "exec", "explain", "expose", "get", "label", "logs", "patch", "replace", "rollout", "run",
        "scale", "set", "taint", "top", "uncordon", "version", "wait",
    ];

    private static readonly HashSet<string> ConfigVerbs = ["current-context", "get-clusters", "get-contexts", "get-users", "set-context", "use-context", "view"];

    // These would lead kubectl to another cluster or another identity than the run's.
    private static readonly HashSet<string> Flags =
    [
        "--kubeconfig", "--server", "-s", "--token", "--username", "--password", "--client-key", "--client-certificate",
        "--certificate-authority", "--cache-dir", "--insecure-skip-tls-verify", "--tls-server-name", "--proxy-url",
    ];

    public static void Check(IReadOnlyList<string> arguments)
    {
        if (arguments is not [var verb, ..] || !Verbs.Contains(verb))
            throw new FormatException($"\"kubectl {string.Join(' ', arguments)}\" is refused: a hands-on may use {string.Join(", ", Verbs.Order())}");
        if (verb == "config" && (arguments.Count < 2 || !ConfigVerbs.Contains(arguments[1])))
            throw new FormatException($"\"kubectl {string.Join(' ', arguments)}\" is refused: of config a hands-on may use {string.Join(", ", ConfigVerbs.Order())}");
        foreach (var argument in arguments.TakeWhile(a => a != "--"))
        {
            var parts = argument.Split('=', 2);
            if (Flags.Contains(parts[0])) throw new FormatException($"{parts[0]} is refused: a hands-on works on the run's own cluster");
            CheckPath(argument.StartsWith('-') && parts.Length == 2 ? parts[1] : argument);
        }
    }

    public static void CheckPath(string path)
    {
        if (path.Contains("://"))
            throw new FormatException($"{path} is refused: a run downloads nothing; an amendment can name a local file instead");
        if (path.StartsWith('/') || path.StartsWith('~') || path.Contains('\\') || path.Split('/').Contains(".."))
            throw new FormatException($"{path} is refused: a hands-on works inside its own work folder");
    }
}
