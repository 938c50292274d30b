namespace EmotionAI.Server.Faults;

/// <summary>Lists the codes of answers that say no, beside those of <see cref="EmotionErrorCodes"/>.</summary>
internal static class ServerErrorCodes
{
    /// <summary>No key came with the request, or one that is not known.</summary>
    public const string KeyMissing = "key-missing";

    /// <summary>The server was asked for by a name that is not its own.</summary>
    public const string HostRefused = "host-refused";

    /// <summary>A page of another origin asks.</summary>
    public const string OriginRefused = "origin-refused";

    /// <summary>The server is about to end.</summary>
    public const string Stopping = "stopping";

    /// <summary>The server is at fault; its log says more.</summary>
    public const string Unexpected = "unexpected";
}
