using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Shell.Running;
using HandsOn.Workloads.Shell.Tools;

namespace HandsOn.Workloads.Shell;

/// <summary>Runs the command line of a container (or of <c>kubectl exec</c>) with the tools that the image has.</summary>
internal sealed class ShellProgram(Toolbox tools) : IContainerProgram
{
    /// <summary>128 and the number of SIGTERM.</summary>
    public const int Terminated = 143;

    public async Task<int> RunAsync(IContainerContext container, CancellationToken stopping)
    {
        var name = container.Arguments.FirstOrDefault("");
        var tool = tools.Find(name) ?? throw new ExecutableNotFoundException(name);
        var session = new ShellSession(container, tools);
        var io = new ShellIo(container.Input, container.Output, container.Error);
        try
        {
            return await tool(new ToolCall(name, [.. container.Arguments.Skip(1)], session, io), stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return Terminated;
        }
    }
}
