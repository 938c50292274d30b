using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Holds the answer on one sample, or what went wrong with it.</summary>
/// <param name="Line">The line of the sample in its file.</param>
/// <param name="Evaluated">The answer; null where it failed.</param>
/// <param name="Problem">What went wrong; null where it did not.</param>
internal sealed record SampleAnswer(int Line, EvaluatedSample? Evaluated, string? Problem)
{
    public static SampleAnswer Failed(DatasetSample sample, string problem) => new(sample.Line, null, problem);
}
