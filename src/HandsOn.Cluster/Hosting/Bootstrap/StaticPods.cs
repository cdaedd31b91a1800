using System.Net;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Hosting.Bootstrap;

/// <summary>
/// The control plane's own pods, which the kubelet of the first node runs from its manifest folder
/// (cmd/kubeadm/app/phases/controlplane/manifests.go, cmd/kubeadm/app/phases/etcd/local.go).
/// </summary>
internal static class StaticPods
{
    public static IReadOnlyList<KubeObject> Manifests(KubernetesRelease release, IPAddress node) =>
    [
        Pod("etcd", release.EtcdImage, "100m",
            "etcd", $"--advertise-client-urls=https://{node}:2379", "--data-dir=/var/lib/etcd", $"--listen-client-urls=https://127.0.0.1:2379,https://{node}:2379"),
        Pod("kube-apiserver", release.Image("kube-apiserver"), "250m",
            "kube-apiserver", $"--advertise-address={node}", "--authorization-mode=Node,RBAC", "--etcd-servers=https://127.0.0.1:2379",
            "--secure-port=6443", "--service-cluster-ip-range=10.96.0.0/12"),
        Pod("kube-controller-manager", release.Image("kube-controller-manager"), "200m",
            "kube-controller-manager", "--allocate-node-cidrs=true", "--cluster-cidr=10.244.0.0/16", "--leader-elect=true",
            "--service-cluster-ip-range=10.96.0.0/12", "--use-service-account-credentials=true"),
        Pod("kube-scheduler", release.Image("kube-scheduler"), "100m",
            "kube-scheduler", "--kubeconfig=/etc/kubernetes/scheduler.conf", "--leader-elect=true"),
    ];

    private static KubeObject Pod(string component, string image, string cpu, params string[] command) => KubeObject.Parse($$$$$"""
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{{{component}}}}}","namespace":"kube-system",
          "labels":{"component":"{{{{{component}}}}}","tier":"control-plane"}},
         "spec":{"hostNetwork":true,"priorityClassName":"system-node-critical","priority":2000001000,
          "containers":[{"name":"{{{{{component}}}}}","image":"{{{{{image}}}}}","imagePullPolicy":"IfNotPresent",
           "command":[{{{{{string.Join(',', command.Select(c => $"\"{c}\""))}}}}}],"resources":{"requests":{"cpu":"{{{{{cpu}}}}}"}}}]}}
        """);
}
