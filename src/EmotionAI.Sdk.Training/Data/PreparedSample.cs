namespace EmotionAI.Training.Data;

/// <summary>Holds one text or recording with its labels, and the part of the data it belongs to.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed record PreparedSample
{
    /// <summary>Gets what names the sample within its data set.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the text, or the path of the audio file.</summary>
    public required string Input { get; init; }

    /// <summary>Gets the labels: one for speech, any number for text.</summary>
    public required IReadOnlyList<string> Labels { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the part of the data.</summary>
    public DataSplit Split { get; init; }

    /// <summary>Gets who speaks or writes; null where the data does not say.</summary>
    public string? Speaker { get; init; }

    /// <summary>Gets the corpus it comes from, such as <c>EmoDB</c>; null where it is not known.</summary>
    public string? Source { get; init; }

    /// <summary>Gets the licence of the corpus, such as <c>CC0-1.0</c>; null where it is not known.</summary>
    public string? Licence { get; init; }
}
