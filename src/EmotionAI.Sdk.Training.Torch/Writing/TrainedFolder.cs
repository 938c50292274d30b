using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Training.Data;
using EmotionAI.Training.Torch.Running;
using EmotionAI.Training.Writing;

namespace EmotionAI.Training.Torch.Writing;

/// <summary>Writes a trained model with its evaluation, in the seed's layout, only after the SDK has loaded it and answered as the trainer does.</summary>
internal sealed class TrainedFolder
{
    /// <summary>The most inputs that are compared.</summary>
    public const int Inputs = 64;

    /// <summary>Gets the name of the model's folder: <c>model</c> for text, <c>checkpoint</c> for speech.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the files of the model.</summary>
    public required ModelFolderWriter Files { get; init; }

    /// <summary>Gets the largest difference of a score.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Gets the scores of the trainer for the compared inputs, one after another.</summary>
    public required float[] Expected { get; init; }

    /// <summary>Gets what loads a folder and gives its scores for the same inputs.</summary>
    public required Func<string, float[]> Answer { get; init; }

    /// <summary>Gets what loads a folder and asks it for samples.</summary>
    public required Func<string, IReadOnlyList<PreparedSample>, EvaluatedModel> Ask { get; init; }

    public required PreparedDataset Data { get; init; }

    public required TorchTrainingOptions Options { get; init; }

    public required ModelMeta Meta { get; init; }

    public required TrainingLoop Loop { get; init; }

    /// <summary>Writes the folder aside, compares, measures, and writes it to its place.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="end">Why the training ended.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="EmotionAIException">The model answers otherwise than the trainer, or the folder cannot be written.</exception>
    public TrainingResult Write(string directory, TrainingEnd end, CancellationToken cancellationToken)
    {
        using var draft = new ModelDraft(directory);
        var model = draft.PathOf(Name);
        Files.WriteTo(model);
        var difference = Check(model, directory);
        var measurement = Measure(model, cancellationToken);
        if (measurement is not null)
        {
            draft.AddEvaluation(measurement, Meta with { Split = "test" });
        }

        Finish(draft.Gather(), measurement).WriteTo(directory, Options.Overwrite);
        return Result(directory, end, difference, measurement);
    }

    private double Check(string model, string directory)
    {
        var found = Answer(model);
        var largest = Expected.Length == found.Length ? 0.0 : double.PositiveInfinity;
        for (var i = 0; i < Expected.Length && i < found.Length; i++)
        {
            var difference = Math.Abs((double)Expected[i] - found[i]);
            largest = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(largest, difference);
        }

        return largest <= Tolerance ? largest
            : throw new EmotionAIException(EmotionErrorCodes.InferenceFailed, Invariant($"The exported model answers otherwise than the trainer: the scores differ by {largest:G3}, at most {Tolerance:G3} is allowed. Nothing was written; please report this."), directory);
    }

    private ModelMeasurement? Measure(string model, CancellationToken cancellationToken)
    {
        var test = Data.Of(DataSplit.Test);
        return test.Count == 0 ? null : ModelMeasurement.Compute(Ask(model, test), new BootstrapOptions { Seed = (ulong)Options.Seed }, cancellationToken);
    }

    private ModelFolderWriter Finish(ModelFolderWriter writer, ModelMeasurement? measurement)
    {
        writer.Add($"{Name}/MODEL_CARD.md", new TorchModelCard(Data, Options, Meta, Loop.State).Format(measurement));
        writer.Add("training/curve.csv", CurveFile.Csv(Loop.State.Curve));
        writer.Add("training/curve.svg", CurveFile.Svg(Loop.State.Curve));
        return writer;
    }

    private TrainingResult Result(string directory, TrainingEnd end, double difference, ModelMeasurement? measurement) => new()
    {
        Directory = directory,
        ModelDirectory = Path.Combine(directory, Name),
        Steps = Loop.State.Step,
        BestStep = Loop.State.BestStep,
        MacroF1 = Loop.State.Best,
        End = end,
        ResumedFrom = Loop.ResumedFrom,
        ReloadDifference = difference,
        CheckedInputs = Expected.Length / Data.Labels.Count,
        Curve = Loop.State.Curve,
        Measurement = measurement,
    };
}
