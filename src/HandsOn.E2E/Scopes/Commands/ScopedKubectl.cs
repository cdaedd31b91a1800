using HandsOn.E2E.Kubectl;

namespace HandsOn.E2E.Scopes.Commands;

/// <summary>
/// kubectl for a reader who has only a part of a cluster, and need not know it: manifests, namespaces and names are turned into those of
/// the scope, and what is not the scenario's cannot be changed. <c>--all-namespaces</c> means those of the scenario: kubectl is called for each of them, and what
/// it writes stands one after the other (under one heading, with the column NAMESPACE, where a table is asked for).
/// </summary>
internal sealed class ScopedKubectl(IKubectl inner, WorkFolder folder, SharedScope scope) : IKubectl
{
    private static readonly string[] Structured = ["json", "yaml"];

    private readonly ScopedFiles files = new(folder, scope);
    private readonly ScopedWords words = new(scope);

    public KubectlBinary Binary => inner.Binary;

    public async Task<KubectlResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation = default)
    {
        var command = KubectlArguments.Parse(arguments);
        var mapped = Flags(command.WithWords(words.Map(command)));
        var result = mapped.Has("-A", "--all-namespaces") ? await EachAsync(mapped, cancellation) : await inner.RunAsync(mapped.ToList(), cancellation);
        // The report shows what the reader types.
        return result with { Arguments = arguments };
    }

    private KubectlArguments Flags(KubectlArguments command)
    {
        if (command.Has("-k", "--kustomize")) throw new KubectlException("-k is refused: on a cluster that others use, kubectl gets only manifests that can be given names of their own");
        var takesFiles = command.Verb is not ("logs" or "exec" or "attach");
        var paths = takesFiles ? command.Items.Where(IsFile).SelectMany(i => i.Value!.Split(',')).ToList() : [];
        var copies = paths.Zip(files.Adapt(paths, command.Has("-R", "--recursive"))).ToDictionary(p => p.First, p => p.Second);
        return command.Map(item => item switch
        {
            { Flag: "-n" or "--namespace", Value: { } space } => [item with { Value = scope.NamespaceOf(space) }],
            _ when takesFiles && IsFile(item) => [item with { Value = string.Join(',', item.Value!.Split(',').Select(p => copies[p])) }],
            _ => [item],
        });
    }

    private static bool IsFile(KubectlArgument item) => item is { Flag: "-f" or "--filename", Value: not null };

    private async Task<KubectlResult> EachAsync(KubectlArguments command, CancellationToken cancellation)
    {
        var output = command.Value("-o", "--output") ?? "";
        if (scope.Namespaces.Count > 1 && Structured.Contains(output))
            throw new KubectlException($"\"kubectl {string.Join(' ', command.ToList())}\" is refused: several namespaces of a cluster that others use make no single {output}; name one (-n)");
        // Only what stands in namespaces can be selected by them.
        var isTable = command.Verb == "get" && output is "" or "wide" && command.Words is [_, var kinds, ..] && kinds.Split(',').SelectMany(scope.Catalog.Named).All(k => k.Namespaced);
        KubectlResult? all = null;
        foreach (var space in scope.Namespaces)
        {
            var one = isTable ? Selected(command, space, heading: all is null || all.Output.Length == 0) : Within(command, space);
            var result = await inner.RunAsync(one.ToList(), cancellation);
            all = all is null ? result : all with
            {
                ExitCode = Math.Max(all.ExitCode, result.ExitCode),
                Output = all.Output + result.Output,
                Error = all.Error + result.Error,
                Duration = all.Duration + result.Duration,
            };
        }
        return all!;
    }

    private static KubectlArguments Within(KubectlArguments command, string space) =>
        command.Map(i => i.Flag is "-A" or "--all-namespaces" ? [new KubectlArgument("--namespace", space, "=")] : [i]);

    private static KubectlArguments Selected(KubectlArguments command, string space, bool heading)
    {
        var mine = command.Value("--field-selector") is { } also ? $"{also},metadata.namespace={space}" : $"metadata.namespace={space}";
        return command.Map(i => i.Flag switch
        {
            "--field-selector" => [],
            "-A" or "--all-namespaces" => [i, new("--field-selector", mine, "="), .. heading || command.Has("--no-headers") ? Array.Empty<KubectlArgument>() : [new("--no-headers", null)]],
            _ => [i],
        });
    }
}
