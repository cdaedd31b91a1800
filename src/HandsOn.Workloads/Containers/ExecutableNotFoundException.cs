namespace HandsOn.Workloads.Containers;

/// <summary>
/// The image has no such executable. A program throws it before it has done anything else; the kubelet turns it into the
/// runtime's words (<c>exec: "x": executable file not found in $PATH</c>) for a container's start and for <c>kubectl exec</c>.
/// </summary>
public sealed class ExecutableNotFoundException(string executable) : Exception($"exec: \"{executable}\": executable file not found in $PATH")
{
    /// <summary>The executable as it was named.</summary>
    public string Executable { get; } = executable;
}
