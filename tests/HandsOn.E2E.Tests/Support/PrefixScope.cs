using HandsOn.E2E.Scopes;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.Tests.Support;

/// <summary>The smallest scope: every namespace that is not the cluster's own has a prefix.</summary>
internal sealed class PrefixScope(string prefix) : ClusterScope
{
    public override string NameOf(string name) => Contains(name) ? name : prefix + name;

    public override bool Contains(string @namespace) => @namespace.StartsWith(prefix, StringComparison.Ordinal);

    public override JsonMap Adapt(JsonMap manifest) => manifest
        .SetIn(NamespaceOf(manifest.String("metadata", "namespace") ?? Default), "metadata", "namespace")
        .SetIn(prefix.TrimEnd('-'), "metadata", "labels", "run");

    protected override string NamedHere(string @namespace) => @namespace.StartsWith("kube-", StringComparison.Ordinal) ? @namespace : NameOf(@namespace);
}
