namespace EmotionAI.Evaluation.Runs;

/// <summary>Holds what a model answered on one sample, beside the truth.</summary>
/// <remarks>Immutable and safe for concurrent use. Labels are indices into those of the model, rising.</remarks>
public sealed record EvaluatedSample
{
    /// <summary>Gets the text, or the path of the audio file.</summary>
    public required string Input { get; init; }

    /// <summary>Gets who speaks or writes; null where the data does not say.</summary>
    public string? Speaker { get; init; }

    /// <summary>Gets the true labels.</summary>
    public required IReadOnlyList<int> Truth { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the labels that the model's decision rule accepted.</summary>
    public required IReadOnlyList<int> Predicted { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the score of every label; none where they are not known.</summary>
    public required IReadOnlyList<double> Scores { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the outputs of the model before softmax or sigmoid; none where they are not known.</summary>
    public IReadOnlyList<double> Logits { get; init => field = Frozen.Copy(value); } = [];

    /// <summary>Gets whether somebody speaks in the clip, as the speech gate of a classifier sees it; null where it is not known, as for texts.</summary>
    public bool? HasSpeech { get; init; }
}
