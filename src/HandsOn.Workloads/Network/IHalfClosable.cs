namespace HandsOn.Workloads.Network;

/// <summary>A stream whose writing side can end while its reading side goes on, as a TCP connection's after <c>shutdown(SHUT_WR)</c>.</summary>
internal interface IHalfClosable
{
    /// <summary>Tells the other end that nothing more comes.</summary>
    void CompleteWrites();
}
