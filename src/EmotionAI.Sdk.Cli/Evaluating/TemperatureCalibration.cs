using EmotionAI.Bundles;
using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Evaluation.Thresholds;

namespace EmotionAI.Cli.Evaluating;

/// <summary>Fits the temperature of a single-label model to what it answered on dev data; it becomes a factor on the outputs, <c>score_scale</c>.</summary>
internal static class TemperatureCalibration
{
    /// <summary>The smallest probability whose logarithm is taken: that of a float32 which is not 0.</summary>
    private const double Smallest = 1e-38;

    public static Calibrated Fit(ModelBundle bundle, EvaluatedModel dev, string? configPath)
    {
        var before = Calibrated.Measure(dev);
        if (before.Figures["accuracy"] == 1)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"The model is right on all {dev.Samples.Count} samples, so the hotter it is the better, without end. Data that it did not learn from is needed.");
        }

        var ownScale = bundle.Metadata!.ScoreScale;
        var logits = LogitsOf(dev, ownScale);
        var temperature = TemperatureScaling.Fit([.. dev.Samples.Select(sample => sample.Truth[0])], logits);
        var after = EvaluatedModel.FromScores(dev.Labels, dev.ProblemType, dev.Truth, TemperatureScaling.Apply(logits, temperature));
        var scale = ownScale / temperature;
        var config = InferenceConfigFile.FormatScoreScale(scale, configPath);
        return Calibrated.FromTemperature(dev, temperature, scale, before, Calibrated.Measure(after), config);
    }

    /// <summary>Gives what the model put out, times its own factor; where that is not known, the logarithms of the scores, from which a score that was rounded to 0 or 1 cannot be told.</summary>
    private static ScoreMatrix LogitsOf(EvaluatedModel dev, double scale)
    {
        double[] values = dev.Logits is { } logits
            ? [.. logits.Values.ToArray().Select(logit => scale * logit)]
            : [.. dev.Samples.SelectMany(sample => sample.Scores).Select(score => Math.Log(Math.Max(score, Smallest)))];
        return new ScoreMatrix(values, dev.Labels.Count);
    }
}
