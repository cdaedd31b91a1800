namespace HandsOn.Cluster.Controllers;

/// <summary>Signs bearer tokens of service accounts that do not expire, as kept in Secrets.</summary>
internal interface IServiceAccountTokens
{
    /// <summary>A token for that account, bound to the Secret that holds it.</summary>
    string Sign(string @namespace, string name, string uid, string secretName);
}
