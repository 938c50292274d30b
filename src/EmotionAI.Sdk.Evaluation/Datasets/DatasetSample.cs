namespace EmotionAI.Evaluation.Datasets;

/// <summary>Holds one input whose labels, or values by dimension, are known.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed record DatasetSample
{
    /// <summary>Gets the text, or the path of the audio file.</summary>
    public required string Input { get; init; }

    /// <summary>Gets the true labels, in the names of the data; none where the sample has none.</summary>
    public required IReadOnlyList<string> Labels { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the true values by dimension, such as <c>arousal</c>, on the scale of the data; none where it has labels.</summary>
    public IReadOnlyDictionary<string, double> Dimensions { get; init => field = Frozen.Copy(value); } = new Dictionary<string, double>();

    /// <summary>Gets who speaks or writes; null where the data does not say.</summary>
    public string? Speaker { get; init; }

    /// <summary>Gets the line of the file, from 1; 0 where the sample is a file of its own.</summary>
    public int Line { get; init; }
}
