using System.Text;

namespace HandsOn.Cluster.Kubelet;

/// <summary>What a container leaves behind to explain its end (pkg/kubelet/kuberuntime/kuberuntime_container.go, getTerminationMessage).</summary>
internal static class TerminationMessages
{
    private const int MaxLength = 4096;
    private const int MaxLogBytes = 2048;
    private const int MaxLogLines = 80;

    public static string Of(ContainerSlot slot, ContainerRun run, ContainerContext process)
    {
        var path = slot.Spec.String("terminationMessagePath") is { Length: > 0 } given ? given : "/dev/termination-log";
        var message = process.Files.Read(path) is { } content ? Encoding.UTF8.GetString(content.Span) : "";
        if (message.Length == 0 && run.ExitCode != 0 && slot.Spec.String("terminationMessagePolicy") == "FallbackToLogsOnError")
            message = run.Log.Tail(MaxLogLines, MaxLogBytes);
        return message.Length <= MaxLength ? message : message[..MaxLength];
    }
}
