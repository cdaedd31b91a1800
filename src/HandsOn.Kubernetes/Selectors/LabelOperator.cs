namespace HandsOn.Kubernetes.Selectors;

/// <summary>How a <see cref="LabelRequirement"/> compares.</summary>
public enum LabelOperator
{
    /// <summary><c>key in (a,b)</c>.</summary>
    In,

    /// <summary><c>key notin (a,b)</c>; also where there is no such label.</summary>
    NotIn,

    /// <summary><c>key=a</c>.</summary>
    Equals,

    /// <summary><c>key==a</c>.</summary>
    DoubleEquals,

    /// <summary><c>key!=a</c>; also where there is no such label.</summary>
    NotEquals,

    /// <summary><c>key</c>.</summary>
    Exists,

    /// <summary><c>!key</c>.</summary>
    DoesNotExist,

    /// <summary><c>key&gt;1</c>, compared as integers.</summary>
    GreaterThan,

    /// <summary><c>key&lt;1</c>, compared as integers.</summary>
    LessThan,
}
