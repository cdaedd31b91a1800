using System.Net;

namespace HandsOn.E2E.RealClusters.K3s.Engine;

/// <summary>The Docker engine cannot be asked, or refuses: one sentence.</summary>
/// <param name="message">The sentence.</param>
/// <param name="status">What it answered; <see langword="null"/> where nobody answered.</param>
/// <param name="cause">What was below it.</param>
internal sealed class EngineException(string message, HttpStatusCode? status = null, Exception? cause = null) : Exception(message, cause)
{
    public HttpStatusCode? Status { get; } = status;
}
