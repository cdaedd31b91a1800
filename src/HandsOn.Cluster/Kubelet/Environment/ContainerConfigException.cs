namespace HandsOn.Cluster.Kubelet;

/// <summary>A container cannot be made as its spec says (<c>CreateContainerConfigError</c>); the message is that of the container's state.</summary>
internal sealed class ContainerConfigException(string message) : Exception(message);
