using HandsOn.E2E.Versions;

namespace HandsOn.E2E.RealClusters.K3s.Releases;

/// <summary>A release of k3s, and what decides how a cluster of it is started.</summary>
/// <param name="Image">Its image: <c>docker.io/rancher/k3s:v1.36.5-k3s1</c>.</param>
/// <param name="Minor">The minor of Kubernetes in it.</param>
/// <param name="RefusesSchema1">Whether its containerd refuses images with a schema 1 manifest.</param>
/// <param name="RefusesCgroup1">Whether its kubelet refuses hosts with cgroup v1 unless it is told not to.</param>
internal sealed record K3sRelease(string Image, KubernetesMinor Minor, bool RefusesSchema1, bool RefusesCgroup1);
