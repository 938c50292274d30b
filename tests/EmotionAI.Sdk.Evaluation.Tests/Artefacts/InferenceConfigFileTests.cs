using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Tests.Parity;

namespace EmotionAI.Tests.Artefacts;

public sealed class InferenceConfigFileTests
{
    private static readonly EmotionLabels Labels = new(["joy", "anger"]);
    private static readonly string Golden = Path.Combine(EvaluationGolden.Root, "artefacts", "models", "text", "eval_test", "inference_config.json");

    [Fact]
    public void Format_ThresholdsOfTheGolden_GivesItsBytes()
    {
        var thresholds = EvaluationGolden.Thresholds(Path.Combine(EvaluationGolden.Root, "artefacts", "source", "text_thresholds.json"), EmotionLabels.GoEmotions);

        Assert.Equal(File.ReadAllText(Golden), System.Text.Encoding.UTF8.GetString(InferenceConfigFile.Format(EmotionLabels.GoEmotions, thresholds, Golden)));
    }

    [Fact]
    public void Format_WrongNumberOfThresholds_IsRefused() => Assert.Throws<ArgumentException>(() => InferenceConfigFile.Format(Labels, [0.5]));
}
