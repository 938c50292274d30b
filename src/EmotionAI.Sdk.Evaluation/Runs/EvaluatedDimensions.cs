using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Holds what a model of quantities, such as arousal, dominance and valence, answered on a whole data set.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class EvaluatedDimensions
{
    /// <summary>Takes values that are at hand as arrays.</summary>
    /// <param name="dimensions">The dimensions, in the order of the columns.</param>
    /// <param name="truth">The true values, <c>[samples, dimensions]</c>.</param>
    /// <param name="predicted">The values of the model, <c>[samples, dimensions]</c>, on the scale of the truth.</param>
    /// <exception cref="ArgumentException">There is no sample, or the shapes differ.</exception>
    public EvaluatedDimensions(EmotionLabels dimensions, ScoreMatrix truth, ScoreMatrix predicted)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        if (truth.Rows == 0 || (truth.Rows, truth.Columns, dimensions.Count) != (predicted.Rows, predicted.Columns, predicted.Columns))
        {
            throw new ArgumentException(Invariant($"The values are [{predicted.Rows}, {predicted.Columns}]; [{truth.Rows}, {dimensions.Count}], as many rows as the truth and one or more, is allowed."), nameof(predicted));
        }

        Dimensions = dimensions;
        Truth = truth;
        Predicted = predicted;
    }

    /// <summary>Gets the name of the model.</summary>
    public string ModelId { get; init; } = "predictions";

    /// <summary>Gets the dimensions that were measured: those of the model that the data have values of, in its order.</summary>
    public EmotionLabels Dimensions { get; }

    /// <summary>Gets the true values, <c>[samples, dimensions]</c>.</summary>
    public ScoreMatrix Truth { get; }

    /// <summary>Gets the values of the model, <c>[samples, dimensions]</c>.</summary>
    public ScoreMatrix Predicted { get; }

    /// <summary>Gets the text, or the path of the audio file, of each sample; null where they are not known.</summary>
    public IReadOnlyList<string>? Inputs { get; init => field = value is null ? null : Frozen.Copy(value); }

    /// <summary>Gets the speaker of each sample; null where any is not known.</summary>
    public IReadOnlyList<string>? Speakers { get; init => field = value is null ? null : Frozen.Copy(value); }

    /// <summary>Gets the samples with a fault, which were left out.</summary>
    public IReadOnlyList<DatasetProblem> Problems { get; init => field = Frozen.Copy(value); } = [];

    /// <summary>Gets the share of samples in which nobody speaks, 0 to 1, as the speech gate of a classifier sees it; null where it is not known, as for texts. The figures are measured with the gate off.</summary>
    public double? NoSpeechShare { get; init; }
}
