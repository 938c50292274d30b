using System.Globalization;
using System.Text.Json;
using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Evaluation.Thresholds;

namespace EmotionAI.Tests.Parity;

public sealed class ThresholdParityTests
{
    /// <summary>Gets every folder but <c>float_edges</c>, which <see cref="FloatEdgesParityTests"/> reads.</summary>
    public static TheoryData<string> Cases => [.. EvaluationGolden.Names("thresholds").Where(name => File.Exists(EvaluationGolden.File("thresholds", name, "dev_true.npy")))];

    [Fact]
    public void Cases_OfTheGoldens_AreAllButOneFolder() =>
        Assert.Equal(["float_edges"], EvaluationGolden.Names("thresholds").Where(name => !File.Exists(EvaluationGolden.File("thresholds", name, "dev_true.npy"))));

    [Theory]
    [MemberData(nameof(Cases))]
    public void FitClasses_EachGolden_EqualsTheExactAnswer(string name)
    {
        var (truth, scores, labels) = Load(name, "dev");
        var expected = EvaluationGolden.Expected("thresholds", name).GetProperty("per_class");

        var fits = ExactThresholds.FitClasses(truth, scores);

        var comparison = new Comparison($"thresholds/{name}/per_class");
        comparison.Same("labels", expected.GetArrayLength(), fits.Count);
        for (var i = 0; i < fits.Count; i++)
        {
            Class(comparison, expected[i], labels[i], fits[i], truth.Column(i), scores.Column(i));
        }

        comparison.AssertNone();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void FitGlobal_EachGoldenAndObjective_EqualsTheExactAnswer(string name)
    {
        var (truth, scores, _) = Load(name, "dev");
        var expected = EvaluationGolden.Expected("thresholds", name).GetProperty("global_threshold");

        var comparison = new Comparison($"thresholds/{name}/global");
        foreach (var objective in expected.GetProperty("objectives").EnumerateObject())
        {
            var fit = ExactThresholds.FitGlobal(truth, scores, ObjectiveOf(objective.Name));
            comparison.Same($"{objective.Name}.distinct_cuts", expected.GetProperty("distinct_cuts").GetInt32(), fit.DistinctCutCount);
            comparison.Near($"{objective.Name}.best_value", objective.Value.GetProperty("best_value"), fit.BestValue);
            comparison.Near($"{objective.Name}.next_best_value", objective.Value.GetProperty("next_best_value"), fit.NextBestValue);
            Cuts(comparison, objective.Name, objective.Value, fit);
        }

        comparison.AssertNone();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void PerClass_EachGolden_GivesItsThresholdsAndMacroF1(string name)
    {
        var (truth, scores, labels) = Load(name, "dev");
        var expected = EvaluationGolden.Expected("thresholds", name);
        var global = ExactThresholds.FitGlobal(truth, scores, ThresholdObjective.MacroF1).CutSmallest;

        var thresholds = ExactThresholds.PerClass(truth, scores);

        var comparison = new Comparison($"thresholds/{name}/dev");
        for (var i = 0; i < labels.Count; i++)
        {
            comparison.Same(labels[i], expected.GetProperty("per_class_thresholds_with_fallback").GetProperty(labels[i]).GetDouble(), thresholds[i]);
        }

        comparison.Near("dev_macro_f1_with_global", expected.GetProperty("dev_macro_f1_with_global"), MacroF1(truth, LabelMatrix.FromScores(scores, global), labels));
        comparison.Near("dev_macro_f1_with_per_class", expected.GetProperty("dev_macro_f1_with_per_class"), MacroF1(truth, LabelMatrix.FromScores(scores, thresholds), labels));
        if (expected.TryGetProperty("test", out var test))
        {
            OnTest(comparison, test, name, global, thresholds);
        }

        comparison.AssertNone();
    }

    private static void OnTest(Comparison comparison, JsonElement expected, string name, double global, double[] thresholds)
    {
        var (truth, scores, labels) = Load(name, "test");
        Dictionary<string, LabelMatrix> predicted = new()
        {
            ["at_0.5"] = LabelMatrix.FromScores(scores, 0.5),
            ["global_macro"] = LabelMatrix.FromScores(scores, global),
            ["per_class"] = LabelMatrix.FromScores(scores, thresholds),
        };
        foreach (var scheme in expected.EnumerateObject())
        {
            var actual = MultiLabelMetrics.Compute(new MultiLabelPredictions(labels, truth, predicted[scheme.Name]));
            comparison.Near($"test.{scheme.Name}.micro", scheme.Value.GetProperty("micro"), actual.Micro);
            comparison.Near($"test.{scheme.Name}.macro", scheme.Value.GetProperty("macro"), actual.Macro);
            comparison.Near($"test.{scheme.Name}.weighted", scheme.Value.GetProperty("weighted"), actual.Weighted);
            comparison.Near($"test.{scheme.Name}.samples", scheme.Value.GetProperty("samples"), actual.Samples);
        }
    }

    private static void Class(Comparison comparison, JsonElement expected, string label, ThresholdFit? actual, byte[] outcomes, double[] scores)
    {
        comparison.Same("label", expected.GetProperty("label").GetString(), label);
        comparison.Same($"{label}.support", expected.GetProperty("support").GetInt64(), outcomes.Sum(outcome => (long)outcome));
        comparison.Same($"{label}.undefined", expected.TryGetProperty("undefined", out _), actual is null);
        if (actual is null)
        {
            return;
        }

        var best = CountAt(outcomes, scores, actual.CutSmallest);
        comparison.Same($"{label}.tp", expected.GetProperty("tp").GetInt64(), best.TruePositives);
        comparison.Same($"{label}.fp", expected.GetProperty("fp").GetInt64(), best.FalsePositives);
        comparison.Same($"{label}.fn", expected.GetProperty("fn").GetInt64(), best.FalseNegatives);
        comparison.Near($"{label}.f1_at_0_5", expected.GetProperty("f1_at_0_5"), CountAt(outcomes, scores, 0.5).F1);
        comparison.Near($"{label}.best_f1", expected.GetProperty("best_f1"), actual.BestValue);
        comparison.Near($"{label}.next_best_f1", expected.GetProperty("next_best_f1"), actual.NextBestValue);
        comparison.Same($"{label}.distinct_cuts", expected.GetProperty("distinct_cuts").GetInt32(), actual.DistinctCutCount);
        Cuts(comparison, label, expected, actual);
    }

    private static void Cuts(Comparison comparison, string what, JsonElement expected, ThresholdFit actual)
    {
        comparison.Same($"{what}.best_cut_count", expected.GetProperty("best_cut_count").GetInt32(), actual.BestCutCount);
        comparison.Same($"{what}.cut_smallest", expected.GetProperty("cut_smallest").GetDouble(), actual.CutSmallest);
        comparison.Same($"{what}.cut_largest", expected.GetProperty("cut_largest").GetDouble(), actual.CutLargest);
        foreach (var (name, value) in new[] { ("midpoint_of_smallest", actual.MidpointOfSmallest), ("midpoint_of_largest", actual.MidpointOfLargest) })
        {
            var middle = expected.GetProperty(name).GetDouble();
            comparison.Near($"{what}.{name}", middle, value, EvaluationGolden.MidpointTolerance * middle);
        }

        comparison.Same(
            $"{what}.all_best_cuts",
            Join(expected.GetProperty("all_best_cuts").EnumerateArray().Select(cut => cut.GetDouble())),
            Join(actual.BestCuts));
    }

    private static string Join(IEnumerable<double> cuts) => string.Join(' ', cuts.Select(cut => cut.ToString("R", CultureInfo.InvariantCulture)));

    private static BinaryCounts CountAt(byte[] outcomes, double[] scores, double threshold) =>
        BinaryCounts.Count(outcomes, LabelMatrix.FromScores(new ScoreMatrix(scores.AsSpan(), 1), threshold).Values);

    private static double MacroF1(LabelMatrix truth, LabelMatrix predicted, EmotionLabels labels) =>
        MultiLabelMetrics.Compute(new MultiLabelPredictions(labels, truth, predicted)).Macro.F1;

    private static ThresholdObjective ObjectiveOf(string name) => name switch
    {
        "micro_f1" => ThresholdObjective.MicroF1,
        "macro_f1" => ThresholdObjective.MacroF1,
        "weighted_f1" => ThresholdObjective.WeightedF1,
        "macro_f1_over_labels_with_support" => ThresholdObjective.MacroF1OverSupported,
        "samples_f1" => ThresholdObjective.SamplesF1,
        "subset_accuracy" => ThresholdObjective.SubsetAccuracy,
        _ => throw new InvalidOperationException(name),
    };

    private static (LabelMatrix Truth, ScoreMatrix Scores, EmotionLabels Labels) Load(string name, string split) => (
        PredictionArrays.ReadLabelMatrix(EvaluationGolden.File("thresholds", name, $"{split}_true.npy")),
        PredictionArrays.ReadScores(EvaluationGolden.File("thresholds", name, $"{split}_scores.npy")),
        EvaluationGolden.Labels("thresholds", name));
}
