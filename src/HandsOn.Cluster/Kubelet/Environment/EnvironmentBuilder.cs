using System.Text;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Kubelet;

/// <summary>A container's environment (pkg/kubelet/kubelet_pods.go, makeEnvironmentVariables).</summary>
internal sealed class EnvironmentBuilder(ApiClient client, PodState state, JsonMap container)
{
    private readonly Dictionary<string, string> declared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> services = new(StringComparer.Ordinal);

    private string Namespace => state.Pod.Namespace;

    /// <exception cref="ContainerConfigException">A ConfigMap, Secret or key is missing.</exception>
    public Dictionary<string, string> Build(IReadOnlyDictionary<string, string> ofImage)
    {
        AddServices();
        foreach (var source in container.List("envFrom").Maps()) AddFrom(source);
        foreach (var variable in container.List("env").Maps())
            if (Value(variable) is { } value) declared[variable.String("name") ?? ""] = value;
        var result = new Dictionary<string, string>(ofImage, StringComparer.Ordinal) { ["HOSTNAME"] = state.HostName };
        result.TryAdd("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        foreach (var (name, value) in services) result[name] = value;
        foreach (var (name, value) in declared) result[name] = value;
        return result;
    }

    /// <summary>The value of a variable that <c>$(NAME)</c> names: declared ones before those of Services.</summary>
    public string? Lookup(string name) => declared.GetValueOrDefault(name) ?? services.GetValueOrDefault(name);

    private void AddServices()
    {
        ServiceVariables.AddTo(services, client.List(ServiceKind.Resource, "default").Where(s => s.Name == "kubernetes"));
        if (state.Pod.Spec.Bool("enableServiceLinks") != false) ServiceVariables.AddTo(services, client.List(ServiceKind.Resource, Namespace));
    }

    private void AddFrom(JsonMap source)
    {
        var prefix = source.String("prefix") ?? "";
        if (source["configMapRef"] is JsonMap map && Object(ConfigMapKind.Resource, map) is { } config)
            foreach (var (key, value) in config.Root.Map("data").Strings()) declared[prefix + key] = value;
        if (source["secretRef"] is JsonMap reference && Object(SecretKind.Resource, reference) is { } secret)
            foreach (var (key, value) in secret.Root.Map("data").Strings()) declared[prefix + key] = Decode(value);
    }

    private string? Value(JsonMap variable)
    {
        if (variable.String("value") is { Length: > 0 } literal) return VariableExpansion.Expand(literal, Lookup);
        if (variable["valueFrom"] is not JsonMap from) return "";
        if (from["fieldRef"] is JsonMap field) return FieldReference.Value(state, field.String("fieldPath") ?? "");
        if (from["resourceFieldRef"] is JsonMap resource) return ResourceReference.Value(state, container, resource);
        if (from["configMapKeyRef"] is JsonMap config)
            return Key(ConfigMapKind.Resource, config, "ConfigMap");
        if (from["secretKeyRef"] is JsonMap secret)
            return Key(SecretKind.Resource, secret, "Secret") is { } encoded ? Decode(encoded) : null;
        return "";
    }

    private string? Key(GroupResource resource, JsonMap reference, string kind)
    {
        if (Object(resource, reference) is not { } item) return null;
        var key = reference.String("key") ?? "";
        if (item.Root.Map("data").String(key) is { } value) return value;
        return reference.Bool("optional") == true ? null : throw new ContainerConfigException($"couldn't find key {key} in {kind} {Namespace}/{item.Name}");
    }

    private KubeObject? Object(GroupResource resource, JsonMap reference)
    {
        var name = reference.String("name") ?? "";
        if (client.Find(resource, Namespace, name) is { } found) return found;
        return reference.Bool("optional") == true
            ? null
            : throw new ContainerConfigException($"{(resource == SecretKind.Resource ? "secret" : "configmap")} {HandsOn.Kubernetes.Errors.FieldErrors.Show(name)} not found");
    }

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
