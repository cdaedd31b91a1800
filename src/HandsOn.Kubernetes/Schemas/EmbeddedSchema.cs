namespace HandsOn.Kubernetes.Schemas;

/// <summary>
/// A type whose fields stand directly in another type's JSON object (<c>VolumeSource</c> in <c>Volume</c>). They are among the fields
/// of the outer type; only protobuf keeps them in a message of their own.
/// </summary>
/// <param name="Type">The embedded type.</param>
/// <param name="ProtobufNumber">The number of its message in the outer type's.</param>
public sealed record EmbeddedSchema(TypeSchema Type, int ProtobufNumber);
