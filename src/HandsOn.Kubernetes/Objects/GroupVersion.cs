namespace HandsOn.Kubernetes.Objects;

/// <summary>An API group and one of its versions, as <c>apiVersion</c> spells them: <c>apps/v1</c>, or <c>v1</c> for the core group.</summary>
public readonly record struct GroupVersion(string Group, string Version)
{
    /// <summary>Reads an <c>apiVersion</c>.</summary>
    public static GroupVersion Parse(string apiVersion) =>
        apiVersion.IndexOf('/') is var slash and >= 0 ? new(apiVersion[..slash], apiVersion[(slash + 1)..]) : new("", apiVersion);

    /// <summary>The <c>apiVersion</c>.</summary>
    public override string ToString() => Group.Length == 0 ? Version : $"{Group}/{Version}";
}

/// <summary>A kind in a version of its group: <c>apps/v1, Kind=Deployment</c>.</summary>
public readonly record struct GroupVersionKind(string Group, string Version, string Kind)
{
    /// <summary>The group and version.</summary>
    public GroupVersion GroupVersion => new(Group, Version);

    /// <summary>As Kubernetes prints it: <c>apps/v1, Kind=Deployment</c>, and <c>/v1, Kind=Pod</c> for the core group.</summary>
    public override string ToString() => $"{Group}/{Version}, Kind={Kind}";
}

/// <summary>A resource without its version, as error messages and RBAC name it: <c>deployments.apps</c>, <c>pods</c>.</summary>
public readonly record struct GroupResource(string Group, string Resource)
{
    /// <summary><c>deployments.apps</c>; the core group has no suffix.</summary>
    public override string ToString() => Group.Length == 0 ? Resource : $"{Resource}.{Group}";
}

/// <summary>A kind without its version, as validation messages name it: <c>Deployment.apps</c>, <c>Pod</c>.</summary>
public readonly record struct GroupKind(string Group, string Kind)
{
    /// <summary><c>Deployment.apps</c>; the core group has no suffix.</summary>
    public override string ToString() => Group.Length == 0 ? Kind : $"{Kind}.{Group}";
}

/// <summary>Where an object is found among those of its resource; the namespace of cluster-scoped objects is empty.</summary>
public readonly record struct ObjectKey(string Namespace, string Name) : IComparable<ObjectKey>
{
    /// <summary>In the order in which etcd holds them: by namespace, then by name, both bytewise.</summary>
    public int CompareTo(ObjectKey other)
    {
        var byNamespace = string.CompareOrdinal(Namespace, other.Namespace);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(Name, other.Name);
    }

    /// <summary><c>namespace/name</c>, or the name alone.</summary>
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
