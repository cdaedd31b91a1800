using System.Net;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Hosting.Bootstrap;

/// <summary>CoreDNS as kubeadm installs it: two replicas behind the Service <c>kube-dns</c> (cmd/kubeadm/app/phases/addons/dns).</summary>
internal static class CoreDnsAddon
{
    /// <summary>The DNS server that every pod's resolv.conf names.</summary>
    public static readonly IPAddress ClusterIp = IPAddress.Parse("10.96.0.10");

    public static IEnumerable<BootstrapObject> Objects(KubernetesRelease release)
    {
        yield return BootstrapObject.Of(ServiceAccountKind.Resource, """{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"coredns","namespace":"kube-system"}}""");
        yield return BootstrapObject.Of(ClusterRoleKind.Resource, """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"system:coredns"},"rules":[
             {"apiGroups":[""],"resources":["endpoints","services","pods","namespaces"],"verbs":["list","watch"]},
             {"apiGroups":["discovery.k8s.io"],"resources":["endpointslices"],"verbs":["list","watch"]}]}
            """);
        yield return BootstrapObject.Of(ClusterRoleBindingKind.Resource, """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"system:coredns"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"system:coredns"},
             "subjects":[{"kind":"ServiceAccount","name":"coredns","namespace":"kube-system"}]}
            """);
        yield return BootstrapObject.Of(ConfigMapKind.Resource, """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"coredns","namespace":"kube-system"},"data":{"Corefile":
             ".:53 {\n    errors\n    health {\n       lameduck 5s\n    }\n    ready\n    kubernetes cluster.local in-addr.arpa ip6.arpa {\n       pods insecure\n       fallthrough in-addr.arpa ip6.arpa\n       ttl 30\n    }\n    prometheus :9153\n    cache 30\n    loop\n    reload\n    loadbalance\n}\n"}}
            """);
        yield return BootstrapObject.Of(ServiceKind.Resource, $$$$$"""
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"kube-dns","namespace":"kube-system",
              "labels":{"k8s-app":"kube-dns","kubernetes.io/cluster-service":"true","kubernetes.io/name":"CoreDNS"},
              "annotations":{"prometheus.io/port":"9153","prometheus.io/scrape":"true"}},
             "spec":{"clusterIP":"{{{{{ClusterIp}}}}}","selector":{"k8s-app":"kube-dns"},"ports":[
              {"name":"dns","port":53,"protocol":"UDP","targetPort":53},{"name":"dns-tcp","port":53,"protocol":"TCP","targetPort":53},
              {"name":"metrics","port":9153,"protocol":"TCP","targetPort":9153}]}}
            """);
        yield return BootstrapObject.Of(DeploymentKind.Resource, Deployment(release));
    }

    private static string Deployment(KubernetesRelease release) => $$$$$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"coredns","namespace":"kube-system","labels":{"k8s-app":"kube-dns"}},
         "spec":{"replicas":2,"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxUnavailable":1}},
          "selector":{"matchLabels":{"k8s-app":"kube-dns"}},
          "template":{"metadata":{"labels":{"k8s-app":"kube-dns"}},"spec":{
           "priorityClassName":"system-cluster-critical","serviceAccountName":"coredns","nodeSelector":{"kubernetes.io/os":"linux"},"dnsPolicy":"Default",
           "affinity":{"podAntiAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":100,"podAffinityTerm":{
            "labelSelector":{"matchExpressions":[{"key":"k8s-app","operator":"In","values":["kube-dns"]}]},"topologyKey":"kubernetes.io/hostname"}}]}},
           "tolerations":[{"key":"CriticalAddonsOnly","operator":"Exists"},
            {"key":"node-role.kubernetes.io/master","effect":"NoSchedule"},{"key":"node-role.kubernetes.io/control-plane","effect":"NoSchedule"}],
           "containers":[{"name":"coredns","image":"{{{{{release.CoreDnsImage}}}}}","imagePullPolicy":"IfNotPresent","args":["-conf","/etc/coredns/Corefile"],
            "resources":{"limits":{"memory":"170Mi"},"requests":{"cpu":"100m","memory":"70Mi"}},
            "volumeMounts":[{"name":"config-volume","mountPath":"/etc/coredns","readOnly":true}],
            "ports":[{"containerPort":53,"name":"dns","protocol":"UDP"},{"containerPort":53,"name":"dns-tcp","protocol":"TCP"},
             {"containerPort":9153,"name":"metrics","protocol":"TCP"}],
            "livenessProbe":{"httpGet":{"path":"/health","port":8080,"scheme":"HTTP"},"initialDelaySeconds":60,"timeoutSeconds":5,"successThreshold":1,"failureThreshold":5},
            "readinessProbe":{"httpGet":{"path":"/ready","port":8181,"scheme":"HTTP"}},
            "securityContext":{"allowPrivilegeEscalation":false,"capabilities":{"add":["NET_BIND_SERVICE"],"drop":["ALL"]},"readOnlyRootFilesystem":true}}],
           "volumes":[{"name":"config-volume","configMap":{"name":"coredns","items":[{"key":"Corefile","path":"Corefile"}]}}]}}}}
        """;
}
