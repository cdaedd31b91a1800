namespace HandsOn.Cluster.Client;

/// <summary>Events that only their messages tell apart.</summary>
internal readonly record struct EventGroup(string Uid, string Kind, string Namespace, string Name, string Type, string Reason);

/// <summary>Events that are repeats of one another.</summary>
internal readonly record struct EventKey(EventGroup Group, string FieldPath, string Message);
