using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Formats;
using EmotionAI.Training.Data;
using EmotionAI.Training.Heads;

namespace EmotionAI.Training.Writing;

/// <summary>Writes a trained head as a model folder with its evaluation: first beside the place, where it is loaded and asked, then in it.</summary>
internal static class TrainedHeadFolder
{
    private const double ScoreTolerance = 1e-4;
    private const int MostChecked = 16;

    /// <exception cref="EmotionAIException">The folder cannot be written, or does not answer as the trainer does.</exception>
    public static ModelMeasurement Write(TrainedHead head, string directory, bool overwrite, BootstrapOptions? bootstrap, CancellationToken cancellationToken)
    {
        AtomicFolder.Check(directory, overwrite);
        using var draft = new ModelDraft(directory);
        var details = new TrainedHeadDetails(head);
        var folder = draft.PathOf(head.Folder.Name);
        WriteModel(head, details, folder);
        var measurement = ModelMeasurement.Compute(Measure(head, folder, cancellationToken), bootstrap ?? new BootstrapOptions { Seed = (ulong)head.Options.Seed }, cancellationToken);
        draft.AddEvaluation(measurement, details.Meta(measurement));
        var finished = draft.Gather();
        finished.Add($"{head.Folder.Name}/MODEL_CARD.md", details.ModelCard(measurement));
        finished.WriteTo(directory, overwrite);
        return measurement;
    }

    private static void WriteModel(TrainedHead head, TrainedHeadDetails details, string folder)
    {
        var writer = new ModelFolderWriter();
        head.Folder.Add(writer, head);
        writer.Add(LabelsFile.FileName, LabelsFile.Format(head.Labels));
        writer.Add(InferenceConfigFile.FileName, details.InferenceConfig());
        writer.Add(ModelMeta.FileName, details.Meta(null).Format());
        writer.WriteTo(folder);
    }

    /// <summary>Asks the written folder what the trainer knows the answer to.</summary>
    private static void Check(TrainedHead head, IReadOnlyList<PreparedSample> samples, IReadOnlyList<EvaluatedSample> found, CancellationToken cancellationToken)
    {
        var expected = head.Folder.Expect(head, [.. samples.Take(MostChecked)], cancellationToken);
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = expected[i].Zip(found[i].Scores, (x, y) => Math.Abs(x - y)).Max(gap => double.IsNaN(gap) ? double.PositiveInfinity : gap);
            var isOther = head.ProblemType == ProblemType.SingleLabel && Best(expected[i]) != Best(found[i].Scores);
            if (difference > ScoreTolerance || isOther)
            {
                throw new EmotionAIException(EmotionErrorCodes.InferenceFailed, Invariant($"The written folder answers '{samples[i].Id}' otherwise than the trainer: scores differ by {difference:0.0e+0}, at most {ScoreTolerance:0.0e+0} is allowed. Nothing was written; please report it with the encoder."));
            }
        }
    }

    private static int Best(IReadOnlyList<double> scores) => scores.Index().MaxBy(pair => pair.Item).Index;

    private static EvaluatedModel Measure(TrainedHead head, string folder, CancellationToken cancellationToken)
    {
        var test = head.Data.Of(DataSplit.Test);
        IReadOnlyList<PreparedSample> asked = test.Count > 0 ? test : [.. head.Data.Samples.Where(sample => !head.Problems.Any(problem => problem.Path == sample.Input || problem.Path == sample.Id)).Take(MostChecked)];
        var answers = head.Folder.Classify(folder, head, asked, cancellationToken);
        Check(head, asked, answers, cancellationToken);
        return test.Count == 0 ? head.OutOfFold : new EvaluatedModel
        {
            ModelId = head.OutOfFold.ModelId,
            Labels = head.Labels,
            ProblemType = head.ProblemType,
            Thresholds = head.Thresholds,
            Samples = answers,
        };
    }
}
