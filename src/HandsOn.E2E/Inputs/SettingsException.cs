namespace HandsOn.E2E.Inputs;

/// <summary>A setting is wrong: one sentence.</summary>
public sealed class SettingsException(string message) : Exception(message);
