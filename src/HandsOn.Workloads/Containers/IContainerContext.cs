using HandsOn.Workloads.Network;

namespace HandsOn.Workloads.Containers;

/// <summary>What the process in a simulated container is given.</summary>
public interface IContainerContext
{
    /// <summary>The image as the pod names it.</summary>
    string Image { get; }

    /// <summary>The namespace of the pod.</summary>
    string PodNamespace { get; }

    /// <summary>The name of the pod; also its host name.</summary>
    string PodName { get; }

    /// <summary>The name of the container in the pod.</summary>
    string ContainerName { get; }

    /// <summary>The command and its arguments: the pod's, or where it names none the image's, with <c>$(NAME)</c> expanded.</summary>
    IReadOnlyList<string> Arguments { get; }

    /// <summary>The working directory.</summary>
    string WorkingDirectory { get; }

    /// <summary>The image's environment, the Services' variables, <c>envFrom</c> and <c>env</c>.</summary>
    IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The container's files: what is mounted, and what the program writes.</summary>
    IContainerFiles Files { get; }

    /// <summary>Standard output; a line of it is a line of <c>kubectl logs</c>.</summary>
    TextWriter Output { get; }

    /// <summary>Standard error; part of <c>kubectl logs</c> as well.</summary>
    TextWriter Error { get; }

    /// <summary>Standard input: empty, but for <c>kubectl exec -i</c> and <c>attach</c>.</summary>
    TextReader Input { get; }

    /// <summary>The network of the pod, which its containers share.</summary>
    IPodNetwork Network { get; }

    /// <summary>The cluster's clock.</summary>
    TimeProvider Time { get; }

    /// <summary>Stops the container as a SIGTERM to its first process does; its restart policy decides what follows (<c>kill 1</c>).</summary>
    void Kill();
}
