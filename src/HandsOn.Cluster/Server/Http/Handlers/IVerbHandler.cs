namespace HandsOn.Cluster.Server.Http.Handlers;

/// <summary>Answers the requests of one verb. Whoever asks has been found to be allowed to.</summary>
internal interface IVerbHandler
{
    Task HandleAsync(ApiCall call);
}
