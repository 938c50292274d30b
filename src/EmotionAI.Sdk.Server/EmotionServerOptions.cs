namespace EmotionAI.Server;

/// <summary>Sets up the endpoints of <c>MapEmotionAI()</c>.</summary>
public sealed class EmotionServerOptions
{
    /// <summary>Gets or sets the largest body of a request, in bytes; a larger one is answered with 413.</summary>
    /// <value>The default value is 64 MiB.</value>
    public long MaxBodyBytes { get; set; } = 64 << 20;

    /// <summary>Gets or sets the most bytes of bodies that are held at once, of all requests together; a request whose body comes when they are full is answered with 429.</summary>
    /// <value>The default value is 512 MiB.</value>
    public long MaxHeldBytes { get; set; } = 512 << 20;

    /// <summary>Gets or sets the most inputs of one request; more are answered with 413.</summary>
    /// <value>The default value is 32.</value>
    public int MaxBatchSize { get; set; } = 32;

    /// <summary>Gets or sets the longest text, in UTF-16 code units; a longer one is answered with 413.</summary>
    /// <value>The default value is 100,000.</value>
    public int MaxTextCharacters { get; set; } = 100_000;

    /// <summary>Gets or sets the longest recording or stream; what goes on is answered with 413.</summary>
    /// <value>The default value is one hour.</value>
    public TimeSpan MaxAudioDuration { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets the largest recording of <c>/predict/segments</c>, in bytes, which is heard while it comes and never held; a larger one is answered with 413.</summary>
    /// <value>The default value is 1 GiB, more than an hour of uncompressed stereo.</value>
    public long MaxStreamedBytes { get; set; } = 1 << 30;

    /// <summary>Gets or sets how much long work goes on at once: live streams, recordings in segments, explanations of texts. More is answered with 429, a WebSocket with the close code 1013.</summary>
    /// <value>The default value is 32.</value>
    public int MaxStreams { get; set; } = 32;

    /// <summary>Gets or sets how long a live stream waits for the next sound of its client, or for the client to take a segment, before it is ended.</summary>
    /// <value>The default value is one minute.</value>
    public TimeSpan StreamPatience { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets the keys of which a request must bring one, in <c>Authorization: Bearer KEY</c>.</summary>
    /// <value>The default value is empty: no key is asked for.</value>
    public IList<string> ApiKeys { get; set; } = [];

    /// <summary>Gets or sets the origins whose pages may call the server, such as <c>https://example.org</c>, beside its own.</summary>
    /// <value>The default value is empty: a browser's page of another origin is refused.</value>
    public IList<string> AllowedOrigins { get; set; } = [];

    /// <summary>Gets or sets the host names by which the server may be asked for, beside <c>localhost</c> and IP addresses.</summary>
    /// <value>The default value is empty.</value>
    public IList<string> AllowedHosts { get; set; } = [];

    /// <summary>Gets or sets how long a server that is told to end goes on taking calls, so that those on their way arrive and balancers see that it is not ready. Calls that are at work then are finished.</summary>
    /// <value>The default value is half a second.</value>
    public TimeSpan DrainDelay { get; set; } = TimeSpan.FromMilliseconds(500);
}
