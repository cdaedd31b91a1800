using System.IO.Pipelines;
using HandsOn.Workloads.Shell.Syntax;
using HandsOn.Workloads.Shell.Tools;

namespace HandsOn.Workloads.Shell.Running;

/// <summary>Runs a parsed script.</summary>
internal sealed class ShellInterpreter
{
    private readonly ShellSession session;
    private readonly WordExpander expander;
    private readonly List<Task> background = [];

    public ShellInterpreter(ShellSession session)
    {
        this.session = session;
        expander = new WordExpander(session, CaptureAsync);
    }

    /// <summary>Runs a whole script; its exit code.</summary>
    public async ValueTask<int> RunScriptAsync(string script, ShellIo io, CancellationToken cancellation)
    {
        try
        {
            return await RunAsync(ShellParser.Parse(script), io, cancellation).ConfigureAwait(false);
        }
        catch (ShellExit exit)
        {
            return exit.Code;
        }
        catch (Exception wrong) when (wrong is ShellSyntaxException or FormatException)
        {
            await io.Error.WriteLineAsync($"{session.Name}: {wrong.Message}").ConfigureAwait(false);
            return 2;
        }
    }

    private async ValueTask<int> RunAsync(ShellNode node, ShellIo io, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (node.Redirections.Count == 0) return session.LastStatus = await RunNodeAsync(node, io, cancellation).ConfigureAwait(false);
        await using var redirected = new RedirectedIo(session, io);
        foreach (var redirection in node.Redirections)
        {
            var target = await expander.TextAsync(redirection.Target, cancellation).ConfigureAwait(false);
            if (redirected.Apply(redirection, target) is not { } problem) continue;
            await io.Error.WriteLineAsync($"{session.Name}: {problem}").ConfigureAwait(false);
            return session.LastStatus = 1;
        }
        return session.LastStatus = await RunNodeAsync(node, redirected.Io, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<int> RunNodeAsync(ShellNode node, ShellIo io, CancellationToken cancellation)
    {
        switch (node)
        {
            case SimpleCommand simple: return await SimpleAsync(simple, io, cancellation).ConfigureAwait(false);
            case Pipeline pipeline: return await PipelineAsync(pipeline, io, cancellation).ConfigureAwait(false);
            case AndOr either:
                var left = await RunAsync(either.Left, io, cancellation).ConfigureAwait(false);
                return (left == 0) == either.IsAnd ? await RunAsync(either.Right, io, cancellation).ConfigureAwait(false) : left;
            case CommandList list: return await ListAsync(list, io, cancellation).ConfigureAwait(false);
            case IfCommand choice:
                if (await RunAsync(choice.Condition, io, cancellation).ConfigureAwait(false) == 0) return await RunAsync(choice.Then, io, cancellation).ConfigureAwait(false);
                return choice.Else is null ? 0 : await RunAsync(choice.Else, io, cancellation).ConfigureAwait(false);
            case LoopCommand loop: return await LoopAsync(loop, io, cancellation).ConfigureAwait(false);
            case ForCommand each: return await ForAsync(each, io, cancellation).ConfigureAwait(false);
            case CaseCommand cases: return await CaseAsync(cases, io, cancellation).ConfigureAwait(false);
            case GroupCommand { Subshell: true } group: return await SubshellAsync(group.Body, io, cancellation).ConfigureAwait(false);
            case GroupCommand group: return await RunAsync(group.Body, io, cancellation).ConfigureAwait(false);
            case FunctionDefinition function:
                session.Functions[function.Name] = function.Body;
                return 0;
            default: throw new InvalidOperationException($"{node.GetType().Name} is no command");
        }
    }

    private async ValueTask<int> ListAsync(CommandList list, ShellIo io, CancellationToken cancellation)
    {
        var status = 0;
        foreach (var (command, isBackground) in list.Items)
        {
            if (isBackground)
            {
                background.Add(Task.Run(() => SubshellAsync(command, io with { In = TextReader.Null }, cancellation).AsTask(), cancellation));
                status = 0;
                continue;
            }
            status = await RunAsync(command, io, cancellation).ConfigureAwait(false);
            if (status != 0 && session.ExitOnError && command is not (AndOr or Pipeline { Negated: true })) throw new ShellExit(status);
        }
        return status;
    }

    private async ValueTask<int> SimpleAsync(SimpleCommand command, ShellIo io, CancellationToken cancellation)
    {
        var words = await expander.FieldsAsync(command.Words, cancellation).ConfigureAwait(false);
        var scope = words.Count > 0 ? session.Fork() : session;
        foreach (var (name, value) in command.Assignments)
        {
            scope.Variables[name] = await expander.TextAsync(value, cancellation).ConfigureAwait(false);
            if (words.Count > 0) scope.Exported.Add(name);
        }
        if (words.Count == 0) return command.Words.Count > 0 || command.Assignments.Count > 0 ? session.LastStatus : 0;
        IReadOnlyList<string> arguments = words[1..];
        if (session.Functions.TryGetValue(words[0], out var function)) return await CallAsync(function, arguments, io, cancellation).ConfigureAwait(false);
        if (words[0] == "wait") return await WaitAsync(cancellation).ConfigureAwait(false);
        if (words[0] is "." or "source" or "eval")
            return await EvaluateAsync(words[0], arguments, io, cancellation).ConfigureAwait(false);
        if (words[0] == "exec") return arguments.Count == 0 ? 0 : throw new ShellExit(await ToolAsync(scope, arguments, io, cancellation).ConfigureAwait(false));
        if (ShellBuiltins.Find(words[0]) is { } builtin) return await builtin(session, arguments, io).ConfigureAwait(false);
        return await ToolAsync(scope, words, io, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<int> EvaluateAsync(string name, IReadOnlyList<string> arguments, ShellIo io, CancellationToken cancellation)
    {
        var script = string.Join(' ', arguments);
        if (name != "eval")
        {
            if (session.Container.Files.Read(session.Absolute(script)) is not { } file)
            {
                await io.Error.WriteLineAsync($"{session.Name}: {name}: can't open '{script}': No such file or directory").ConfigureAwait(false);
                return 2;
            }
            script = System.Text.Encoding.UTF8.GetString(file.Span);
        }
        return await RunAsync(ShellParser.Parse(script), io, cancellation).ConfigureAwait(false);
    }

    private static async ValueTask<int> ToolAsync(ShellSession scope, IReadOnlyList<string> words, ShellIo io, CancellationToken cancellation)
    {
        if (scope.Tools.Find(words[0]) is { } tool)
            return await tool(new ToolCall(words[0], [.. words.Skip(1)], scope, io), cancellation).ConfigureAwait(false);
        await io.Error.WriteLineAsync($"{scope.Name}: {words[0]}: not found").ConfigureAwait(false);
        return 127;
    }

    private async ValueTask<int> CallAsync(ShellNode function, IReadOnlyList<string> arguments, ShellIo io, CancellationToken cancellation)
    {
        var outer = session.Positional;
        session.Positional = arguments;
        try
        {
            return await RunAsync(function, io, cancellation).ConfigureAwait(false);
        }
        catch (ShellReturn back)
        {
            return back.Code;
        }
        finally
        {
            session.Positional = outer;
        }
    }

    private async ValueTask<int> PipelineAsync(Pipeline pipeline, ShellIo io, CancellationToken cancellation)
    {
        var stages = new List<Task<int>>();
        var input = io.In;
        foreach (var command in pipeline.Commands.SkipLast(1))
        {
            var pipe = new Pipe(new PipeOptions(useSynchronizationContext: false));
            stages.Add(StageAsync(command, input, pipe.Writer, io, cancellation));
            input = new StreamReader(pipe.Reader.AsStream());
        }
        var last = pipeline.Commands.Count == 1
            ? await RunAsync(pipeline.Commands[0], io, cancellation).ConfigureAwait(false)
            : await SubshellAsync(pipeline.Commands[^1], io with { In = input }, cancellation).ConfigureAwait(false);
        if (pipeline.Commands.Count > 1) input.Dispose();
        await Task.WhenAll(stages).ConfigureAwait(false);
        return pipeline.Negated ? (last == 0 ? 1 : 0) : last;
    }

    private async Task<int> StageAsync(ShellNode command, TextReader input, PipeWriter output, ShellIo io, CancellationToken cancellation)
    {
        await Task.Yield();
        var writer = new PipeTextWriter(output);
        try
        {
            return await SubshellAsync(command, io with { In = input, Out = writer }, cancellation).ConfigureAwait(false);
        }
        catch (BrokenPipeException)
        {
            return 141;
        }
        finally
        {
            await output.CompleteAsync().ConfigureAwait(false);
            if (!ReferenceEquals(input, io.In)) input.Dispose();
        }
    }

    private async ValueTask<int> LoopAsync(LoopCommand loop, ShellIo io, CancellationToken cancellation)
    {
        var status = 0;
        while (await RunAsync(loop.Condition, io, cancellation).ConfigureAwait(false) == 0 != loop.Until)
        {
            try
            {
                status = await RunAsync(loop.Body, io, cancellation).ConfigureAwait(false);
            }
            catch (LoopJump jump)
            {
                if (jump.IsBreak) break;
            }
            await Task.Yield();
        }
        return status;
    }

    private async ValueTask<int> ForAsync(ForCommand each, ShellIo io, CancellationToken cancellation)
    {
        var status = 0;
        var values = each.Words is null ? session.Positional : await expander.FieldsAsync(each.Words, cancellation).ConfigureAwait(false);
        foreach (var value in values)
        {
            session.Variables[each.Name] = value;
            try
            {
                status = await RunAsync(each.Body, io, cancellation).ConfigureAwait(false);
            }
            catch (LoopJump jump)
            {
                if (jump.IsBreak) break;
            }
        }
        return status;
    }

    private async ValueTask<int> CaseAsync(CaseCommand cases, ShellIo io, CancellationToken cancellation)
    {
        var subject = await expander.TextAsync(cases.Subject, cancellation).ConfigureAwait(false);
        foreach (var (patterns, body) in cases.Branches)
            foreach (var pattern in patterns)
                if (ShellPattern.Matches(subject, await expander.TextAsync(pattern, cancellation).ConfigureAwait(false)))
                    return await RunAsync(body, io, cancellation).ConfigureAwait(false);
        return 0;
    }

    private async ValueTask<int> SubshellAsync(ShellNode body, ShellIo io, CancellationToken cancellation)
    {
        try
        {
            return await new ShellInterpreter(session.Fork()).RunAsync(body, io, cancellation).ConfigureAwait(false);
        }
        catch (ShellExit exit)
        {
            return exit.Code;
        }
    }

    private async ValueTask<string> CaptureAsync(ShellNode script, CancellationToken cancellation)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        session.LastStatus = await SubshellAsync(script, new ShellIo(TextReader.Null, output, session.Container.Error), cancellation).ConfigureAwait(false);
        return output.ToString();
    }

    private async ValueTask<int> WaitAsync(CancellationToken cancellation)
    {
        await Task.WhenAll(background).WaitAsync(cancellation).ConfigureAwait(false);
        background.Clear();
        return 0;
    }
}
