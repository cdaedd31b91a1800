using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Shell.Tools;

namespace HandsOn.Workloads.Shell;

/// <summary>
/// An image with one server and some tools: the command line decides which of them runs, as <c>exec</c> would. Entry point
/// scripts (<c>docker-entrypoint.sh redis-server</c>, <c>sh -c /run.sh</c>) lead to the server.
/// </summary>
internal sealed class CommandProgram((string Executable, Func<IContainerProgram> Program) server, Toolbox tools) : IContainerProgram
{
    private static readonly string[] Wrappers = ["docker-entrypoint.sh", "docker-php-entrypoint", "dumb-init", "tini", "--", "-c", "sh", "bash"];

    public Task<int> RunAsync(IContainerContext container, CancellationToken stopping)
    {
        var executable = container.Arguments.SkipWhile(word => Wrappers.Contains(ContainerPath.FileName(word))).FirstOrDefault();
        var isServer = executable is null || executable.StartsWith('-') || ContainerPath.FileName(executable.Split(' ')[0]) == server.Executable;
        return (isServer ? server.Program() : new ShellProgram(tools)).RunAsync(container, stopping);
    }
}
