using HandsOn.E2E.Api;
using HandsOn.E2E.Kubectl;

namespace HandsOn.E2E.Scopes.Commands;

/// <summary>
/// The words of a command that name kinds and objects. Names of namespaces, and of what the scenario has made outside of them, become those
/// of the scope; a command that would change what is not the scenario's is refused.
/// </summary>
internal sealed class ScopedWords(SharedScope scope)
{
    // These look, and may look at everything.
    private static readonly HashSet<string> Looking = ["get", "describe", "logs", "top", "explain", "api-resources", "api-versions", "version", "cluster-info", "config", "auth", "diff", "wait", "events", "options", "help"];

    // These change something, in namespaces (their words name kinds and objects), ...
    private static readonly HashSet<string> Changing = ["apply", "create", "delete", "edit", "label", "annotate", "patch", "scale", "autoscale", "replace", "set", "rollout", "expose"];

    // ... or a pod.
    private static readonly HashSet<string> OfPods = ["exec", "run", "attach", "cp", "debug", "port-forward"];

    /// <exception cref="KubectlException">The command would change what is not the scenario's.</exception>
    public IReadOnlyList<string> Map(KubectlArguments command)
    {
        var verb = command.Verb;
        if (Looking.Contains(verb) || verb == "rollout" && command.Words is [_, "history" or "status", ..]) return verb is "get" or "describe" or "wait" or "diff" ? Names(command, mayChange: false) : command.Words;
        if (!Changing.Contains(verb) && !OfPods.Contains(verb)) throw Refusal(command, "it concerns everybody who uses this cluster");
        if (command.Value("-n", "--namespace") is { } space && SharedScope.IsEverybodys(space)) throw Refusal(command, $"{space} belongs to everybody who uses this cluster");
        if (command.Has("--prune")) throw Refusal(command, "what it would remove may be somebody else's");
        return OfPods.Contains(verb) ? command.Words : Names(command, mayChange: true);
    }

    private IReadOnlyList<string> Names(KubectlArguments command, bool mayChange)
    {
        // "rollout undo TYPE NAME", "set image TYPE NAME", "create TYPE NAME".
        var (words, at) = (command.Words.ToList(), command.Verb is "rollout" or "set" ? 2 : 1);
        if (words.Count <= at) return words;
        var kinds = words[at].Contains('/') ? [] : words[at].Split(',').SelectMany(scope.Catalog.Named).Where(k => !k.Namespaced).ToList();
        if (kinds.Count > 0 && mayChange)
        {
            if (command.Verb == "create") throw Refusal(command, $"what stands in no namespace is made here by a manifest (kubectl apply -f)");
            if (words.Count == at + 1 || command.Has("--all", "-l", "--selector", "--field-selector")) throw Refusal(command, $"{words[at]} belong to everybody who uses this cluster");
        }
        for (var i = at; i < words.Count; i++)
        {
            if (words[i].Split('/') is [var type, var name]) words[i] = scope.Catalog.Named(type).FirstOrDefault(k => !k.Namespaced) is { } kind ? $"{type}/{Name(kind, name, command, mayChange)}" : words[i];
            else if (i > at && kinds is [var first, ..] && IsName(words[i], command.Verb)) words[i] = Name(first, words[i], command, mayChange);
        }
        return words;
    }

    private string Name(ApiResource kind, string name, KubectlArguments command, bool mayChange)
    {
        if (kind is { Group: "", Kind: "Namespace" })
            return !mayChange || !SharedScope.IsEverybodys(name) ? scope.NamespaceOf(name) : throw Refusal(command, $"namespace {name} belongs to everybody who uses this cluster");
        return !mayChange || scope.Made.Has(kind.Kind, name) ? scope.Made.Resolve(kind.Kind, name) : throw Refusal(command, $"{kind.Kind} {name} is not the scenario's own");
    }

    // "label TYPE NAME key=value key-", "annotate" the same.
    private static bool IsName(string word, string verb) => verb is not ("label" or "annotate") || !word.Contains('=') && !word.EndsWith('-');

    private static KubectlException Refusal(KubectlArguments command, string why) => new($"\"kubectl {string.Join(' ', command.ToList())}\" is refused: {why}");
}
