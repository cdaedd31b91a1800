using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Hosting.Bootstrap;

/// <summary>kube-proxy as kubeadm installs it: a DaemonSet on every node (cmd/kubeadm/app/phases/addons/proxy).</summary>
internal static class KubeProxyAddon
{
    public static IEnumerable<BootstrapObject> Objects(KubernetesRelease release)
    {
        yield return BootstrapObject.Of(ServiceAccountKind.Resource, """{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"kube-proxy","namespace":"kube-system"}}""");
        yield return BootstrapObject.Of(ClusterRoleBindingKind.Resource, """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"kubeadm:node-proxier"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"system:node-proxier"},
             "subjects":[{"kind":"ServiceAccount","name":"kube-proxy","namespace":"kube-system"}]}
            """);
        yield return BootstrapObject.Of(ConfigMapKind.Resource, """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"kube-proxy","namespace":"kube-system","labels":{"app":"kube-proxy"}},
             "data":{"config.conf":"apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nclusterCIDR: 10.244.0.0/16\nmode: iptables\n"}}
            """);
        yield return BootstrapObject.Of(DaemonSetKind.Resource, $$$$$"""
            {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"kube-proxy","namespace":"kube-system","labels":{"k8s-app":"kube-proxy"}},
             "spec":{"selector":{"matchLabels":{"k8s-app":"kube-proxy"}},"updateStrategy":{"type":"RollingUpdate"},
              "template":{"metadata":{"labels":{"k8s-app":"kube-proxy"}},"spec":{
               "priorityClassName":"system-node-critical","serviceAccountName":"kube-proxy","hostNetwork":true,"nodeSelector":{"kubernetes.io/os":"linux"},
               "tolerations":[{"operator":"Exists"}],
               "containers":[{"name":"kube-proxy","image":"{{{{{release.Image("kube-proxy")}}}}}","imagePullPolicy":"IfNotPresent",
                "command":["/usr/local/bin/kube-proxy","--config=/var/lib/kube-proxy/config.conf","--hostname-override=$(NODE_NAME)"],
                "env":[{"name":"NODE_NAME","valueFrom":{"fieldRef":{"fieldPath":"spec.nodeName"}}}],
                "securityContext":{"privileged":true},
                "volumeMounts":[{"name":"kube-proxy","mountPath":"/var/lib/kube-proxy"}]}],
               "volumes":[{"name":"kube-proxy","configMap":{"name":"kube-proxy"}}]}}}}
            """);
    }
}
