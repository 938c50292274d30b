using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Evaluation.Plots;
using EmotionAI.Tests.Parity;

namespace EmotionAI.Tests.Plots;

/// <summary>Draws one picture of each kind at 8 and at 28 labels.</summary>
internal static class SamplePictures
{
    private static readonly SingleLabelPredictions Single = EvaluationGolden.Single("ravdess_like_8");
    private static readonly MultiLabelPredictions Multi = EvaluationGolden.Multi("goemotions_like_300");

    public static Dictionary<string, Func<Picture>> All { get; } = new()
    {
        ["confusion 8"] = () => ConfusionMatrixPlot.Create(SingleLabelMetrics.Compute(Single).ConfusionMatrix, Single.Labels),
        ["confusion 28"] = () => ConfusionMatrixPlot.Create(
            PlotGolden.Matrix("28"), EmotionLabels.GoEmotions, new ConfusionMatrixPlotOptions { IsRowNormalized = true }),
        ["f1 8"] = () => F1Plot.Create(SingleLabelMetrics.Compute(Single).Classes),
        ["f1 28"] = () => F1Plot.Create(
            MultiLabelMetrics.Compute(Multi).Classes, new F1PlotOptions { Order = LabelOrder.F1, Intervals = [.. Multi.Labels.Select(_ => new BootstrapInterval { Estimate = 0.5, Lower = 0, Upper = 1, StandardError = 0.1, ConfidenceLevel = 0.95, Resamples = 1, UndefinedCount = 0, Seed = 1 })] }),
        ["reliability 8"] = () => ReliabilityPlot.Create(CalibrationCurve.EqualMass(Single.Scores!.Column(0), Truth(Single).Column(0), 10), "Reliability of neutral"),
        ["reliability 28"] = () => ReliabilityPlot.Create(CalibrationCurve.EqualWidth(Multi.Scores!.Values, Multi.Truth.Values, 15)),
        ["precision-recall 8"] = () => PrecisionRecallPlot.Create(Single.Labels, Truth(Single), Single.Scores!, [.. Single.Labels.Select(_ => 0.3)]),
        ["precision-recall 28"] = () => PrecisionRecallPlot.Create(Multi.Labels, Multi.Truth, Multi.Scores!, [.. Multi.Labels.Select((_, i) => i / 27.0)]),
        ["sweep 8"] = () => ThresholdSweepPlot.Create(Single.Labels, Truth(Single), Single.Scores!, new ThresholdSweepPlotOptions { Chosen = 0 }),
        ["sweep 28"] = () => ThresholdSweepPlot.Create(
            Multi.Labels, Multi.Truth, Multi.Scores!, new ThresholdSweepPlotOptions { Chosen = 1, PerLabel = true, Title = "F1 by threshold on three hundred samples" }),
        ["timeline 8"] = () => Picture.OfTimeline(Timeline(60, EmotionLabels.Ravdess, channels: 1)),
        ["timeline 28"] = () => Picture.OfTimeline(Timeline(4_000, EmotionLabels.GoEmotions, channels: 2), "An hour of a call, with a title that is longer than others are"),
    };

    private static IEnumerable<EmotionSegment> Timeline(double seconds, EmotionLabels labels, int channels)
    {
        for (var i = 0; i * 2 < seconds; i++)
        {
            EmotionScore[] scores = [.. labels.Select((label, place) => new EmotionScore(label, place == i % labels.Count ? 0.9f : 0.01f))];
            var prediction = new EmotionPrediction { Labels = i % 5 == 4 ? [] : [scores[i % labels.Count]], Scores = scores, Top = scores[0], ModelId = "made" };
            yield return new EmotionSegment { Start = TimeSpan.FromSeconds(i * 2), End = TimeSpan.FromSeconds((i * 2) + 2), Prediction = prediction, Channel = channels > 1 ? i % channels : null };
        }
    }

    private static LabelMatrix Truth(SingleLabelPredictions predictions) =>
        LabelMatrix.FromIndices([.. predictions.Truth.ToArray().Select(label => (IReadOnlyList<int>)[label])], predictions.Labels.Count);
}
