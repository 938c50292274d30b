namespace EmotionAI.Training;

/// <summary>Says what a training will take on this machine, before it starts: the encoder was timed on a few inputs, the fits on a part of their work. What a cache holds already is not counted.</summary>
/// <remarks>Immutable. An estimate: half or twice as much can come of it where inputs differ much in length or the machine is busy.</remarks>
public sealed record TrainingForecast
{
    /// <summary>Gets the time from the start to the head.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Gets the memory of the process at its peak, in bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Gets how many inputs the encoder reads, altered copies included.</summary>
    public required int Encodings { get; init; }
}
