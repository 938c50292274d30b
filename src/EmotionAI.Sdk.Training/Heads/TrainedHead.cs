using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Training.Data;
using EmotionAI.Training.Writing;

namespace EmotionAI.Training.Heads;

/// <summary>Holds a head that was trained on a frozen encoder, and what the training told of the data.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class TrainedHead
{
    private readonly LinearHead _head;

    internal TrainedHead(PreparedDataset data, string encoder, HeadOptions options, HeadFitResult fit, EvaluatedModel outOfFold, IHeadFolder folder)
    {
        (Data, Encoder, Options, Folder) = (data, encoder, options, folder);
        (_head, Temperature, OutOfFold) = (fit.Head, fit.Temperature, outOfFold);
        Strength = fit.Search.Strength;
        (LearningCurve, DoubtfulLabels) = (fit.Curve, Frozen.Copy(fit.Doubts));
    }

    /// <summary>Gets the labels, in the order of the outputs.</summary>
    public EmotionLabels Labels => Data.Labels;

    /// <summary>Gets how the scores relate to each other.</summary>
    public ProblemType ProblemType => OutOfFold.ProblemType;

    /// <summary>Gets the threshold of each label; empty for a single-label head.</summary>
    public IReadOnlyList<double> Thresholds { get; internal init => field = Frozen.Copy(value); } = [];

    /// <summary>Gets the weights, <c>[labels, features]</c>, row by row, the temperature in them.</summary>
    public ReadOnlyMemory<float> Weights => _head.Weights;

    /// <summary>Gets the bias, <c>[labels]</c>, the temperature in it.</summary>
    public ReadOnlyMemory<float> Bias => _head.Bias;

    /// <summary>Gets the strength of the regularization that the cross-validation chose.</summary>
    public double Strength { get; }

    /// <summary>Gets the temperature that the outputs were divided by; 1 for a multi-label head.</summary>
    public double Temperature { get; }

    /// <summary>Gets what each sample of the training was answered by a fit that had not seen it, nor its speaker where speakers are known.</summary>
    public EvaluatedModel OutOfFold { get; }

    /// <summary>Gets what more data would be worth; null where it was not asked for.</summary>
    public LearningCurve? LearningCurve { get; }

    /// <summary>Gets the samples whose label the model contradicts with confidence, the most doubtful one first; at most 20.</summary>
    public IReadOnlyList<DoubtfulLabel> DoubtfulLabels { get; }

    /// <summary>Gets what was left out and why.</summary>
    public IReadOnlyList<DatasetProblem> Problems { get; internal init => field = Frozen.Copy(value); } = [];

    /// <summary>Gets what makes the figures doubtful, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; internal init => field = Frozen.Copy(value); } = [];

    internal PreparedDataset Data { get; }

    internal string Encoder { get; }

    internal HeadOptions Options { get; }

    internal IHeadFolder Folder { get; }

    /// <summary>Writes the model folder and its <c>eval_test</c>, whole or not at all: <c>DIR/checkpoint</c> for speech, <c>DIR/model</c> for text.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="overwrite">Whether a folder that is there may be replaced; its other files are kept.</param>
    /// <param name="bootstrap">How to estimate the intervals; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the work early; nothing is written then.</param>
    /// <returns>The figures of the part <see cref="DataSplit.Test"/>; where there is none, those of <see cref="OutOfFold"/>.</returns>
    /// <exception cref="EmotionAIException">The folder is there and may not be replaced, or cannot be written; or what was written does not answer as the trainer does.</exception>
    public ModelMeasurement WriteTo(string directory, bool overwrite = false, BootstrapOptions? bootstrap = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        return TrainedHeadFolder.Write(this, directory, overwrite, bootstrap, cancellationToken);
    }

    /// <summary>Computes the scores of one row of features.</summary>
    internal double[] Scores(ReadOnlyMemory<float> features)
    {
        var logits = _head.Logits(new FeatureMatrix(features.ToArray(), features.Length));
        return HeadScores.Of(logits, ProblemType).Row(0).ToArray();
    }
}
