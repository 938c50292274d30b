using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Training.Torch;

/// <summary>Says what a training gave.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed record TrainingResult
{
    /// <summary>Gets the folder with the model, its evaluation and the curve of its training.</summary>
    public required string Directory { get; init; }

    /// <summary>Gets the model's folder in it, which the SDK has loaded and found to answer as the trainer does.</summary>
    public required string ModelDirectory { get; init; }

    /// <summary>Gets the number of steps that were done, those before a resumption included.</summary>
    public required int Steps { get; init; }

    /// <summary>Gets the step whose weights were exported.</summary>
    public required int BestStep { get; init; }

    /// <summary>Gets the macro-F1 on dev of what was exported (for several labels at the one threshold for all that is best); null without dev data.</summary>
    public required double? MacroF1 { get; init; }

    /// <summary>Gets why it ended.</summary>
    public required TrainingEnd End { get; init; }

    /// <summary>Gets the step that a checkpoint held from which it went on; 0 where it began anew.</summary>
    public required int ResumedFrom { get; init; }

    /// <summary>Gets the largest difference of a score of the loaded folder from the trainer's, over <see cref="CheckedInputs"/> inputs.</summary>
    public required double ReloadDifference { get; init; }

    /// <summary>Gets the number of inputs of the reload check.</summary>
    public required int CheckedInputs { get; init; }

    /// <summary>Gets the loss and the macro-F1 at each measurement.</summary>
    public required IReadOnlyList<TrainingPoint> Curve { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the layers that the base model lacked, and whose weights began at random; none for speech, where all did.</summary>
    public IReadOnlyList<string> NewLayers { get; init => field = Frozen.Copy(value); } = [];

    /// <summary>Gets the figures on test; null without test data.</summary>
    public ModelMeasurement? Measurement { get; init; }
}
