using FluentAssertions;
using HandsOn.E2E.Snapshots;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Snapshots;

public sealed class SnapshotMasksTests
{
    [TestCase("frontend-7df5f6b54d-7r6ct   1/1     Running   0          8s    10.244.0.10   node1   <none>", "frontend-<hash>-<random>  1/1  Running  0  <age>  <ip>  <node>  <none>")]
    [TestCase("redis-follower-bd49c8f9d   2         2         2       7s    follower     example/v2   app=redis,pod-template-hash=bd49c8f9d,role=follower", "redis-follower-<hash>  2  2  2  <age>  follower  example/v2  app=redis,pod-template-hash=<hash>,role=follower")]
    [TestCase("frontend         NodePort    10.96.26.243   <none>        80:32323/TCP   4m8s     app=guestbook", "frontend  NodePort  <ip>  <none>  80:<node port>/TCP  <age>  app=guestbook")]
    [TestCase("NodePort:                 <unset>  32323/TCP", "NodePort:  <unset>  <node port>/TCP")]
    [TestCase("Start Time:       Sun, 22 Nov 2026 10:58:40 +0000", "Start Time:  <time>")]
    [TestCase("    Container ID:   containerd://c04a0b5d0095a33ed15c52bf5dc2b6fadeec544307a6f21a61abfd2f422038ae", "    Container ID:  <container id>")]
    [TestCase("    Image ID:       sha256:b155eb80c1ec32d18362980e81ddefdbda730c17fdc02ef3a7c9f3c917d0bfbb", "    Image ID:  <image id>")]
    [TestCase("  kube-api-access-ncl7d:", "  kube-api-access-<random>:")]
    [TestCase("Node:             node1/10.213.0.1", "Node:  <node>/<ip>")]
    [TestCase("Endpoints:                10.244.0.10:80", "Endpoints:  <ip>:80")]
    [TestCase("Tolerations:  node.kubernetes.io/not-ready:NoExecute op=Exists for 300s", "Tolerations:  node.kubernetes.io/not-ready:NoExecute op=Exists for 300s")]
    [TestCase("      cpu:     100m", "      cpu:  100m")]
    [TestCase("      cpu:\t100m", "      cpu:\t100m")]
    [TestCase("  Warning  BackOff  3s (x12 over 2m5s)  kubelet  Back-off", "  Warning  BackOff  <age>  kubelet  Back-off")]
    [TestCase("  Normal  Pulled  3s  kubelet  Successfully pulled image \"redis\" in 1.234s", "  Normal  Pulled  <age>  kubelet  Image \"redis\" is there")]
    [TestCase("  Normal  Pulled  3s  kubelet  spec.containers{a}: Successfully pulled image \"redis\" in 1.2s (3.4s including waiting). Image size: 12 bytes.", "  Normal  Pulled  <age>  kubelet  spec.containers{a}: Image \"redis\" is there")]
    [TestCase("  Normal  Pulled  3s  kubelet  Container image \"redis\" already present on machine", "  Normal  Pulled  <age>  kubelet  Image \"redis\" is there")]
    [TestCase("  Normal  Pulled  3s  kubelet  Container image \"redis\" already present on machine and can be accessed by the pod", "  Normal  Pulled  <age>  kubelet  Image \"redis\" is there")]
    [TestCase("  Normal  Pulling  3s  kubelet  Pulling image \"redis\"\n  Normal  Created  1s  kubelet  Container created", "  Normal  Created  <age>  kubelet  Container created")]
    [TestCase("NewReplicaSet:   frontend-7df5f6b54d (1/1 replicas created)", "NewReplicaSet:  frontend-<hash> (1/1 replicas created)")]
    [TestCase("ingress-nginx-controller   default-backend  guestbook-ingress", "ingress-nginx-controller  default-backend  guestbook-ingress")]
    [TestCase("uid f176aaad-432c-46c4-86e3-75b49e27a7ae.", "uid <uid>.")]
    [TestCase("kube-proxy-6shqr                         1/1     Running   2 (3m4s ago)   6h16m", "kube-proxy-<random>  1/1  Running  2 (<age> ago)  <age>")]
    public void What_differs_from_run_to_run_is_masked_and_nothing_else(string line, string masked) =>
        SnapshotMasks.Apply(line, ["node1"]).Should().Be(masked + "\n");

    [Test]
    public void The_API_servers_own_Service_is_left_out_since_only_a_whole_clusters_default_namespace_has_it() =>
        SnapshotMasks.Apply("NAME  TYPE\nfrontend  NodePort\nkubernetes   ClusterIP   10.96.0.1   <none>   443/TCP   9s   <none>\nkubernetes-dashboard  ClusterIP\n", [])
            .Should().Be("NAME  TYPE\nfrontend  NodePort\nkubernetes-dashboard  ClusterIP\n");

    [Test]
    public void Two_recordings_of_one_command_a_second_apart_are_equal_once_masked()
    {
        const string First = "NAME                        READY   STATUS    RESTARTS   AGE\nfrontend-7df5f6b54d-7r6ct   1/1     Running   0          9s\n";
        const string Second = "NAME                         READY   STATUS    RESTARTS   AGE\nfrontend-56cfd8cb8b-ggdzz    1/1     Running   0          10s\n";

        SnapshotMasks.Apply(First, []).Should().Be(SnapshotMasks.Apply(Second, []));
    }
}
