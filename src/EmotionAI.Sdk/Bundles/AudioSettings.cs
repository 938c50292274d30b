using EmotionAI.Inference;

namespace EmotionAI.Bundles;

/// <summary>Reads what a Hugging Face folder of a speech classifier says about its answers: labels, decision rule.</summary>
internal sealed class AudioSettings(BundleLayout layout, EmotionLimits limits, BundleProblems problems, HuggingFaceConfig config) : ClassifierSettings(layout, limits, problems, config)
{
    private const string Task = "finetuning_task";

    /// <summary>Where recipes of community models say that the outputs are quantities: <c>wav2vec2_reg</c>.</summary>
    private const string RegressionSuffix = "_reg";

    private static readonly string[] Dimensions = ["arousal", "activation", "dominance", "control", "valence"];

    /// <summary>Derives the decision rule: softmax, as the pipeline of transformers takes it, unless something says otherwise; dimensions never become probabilities.</summary>
    /// <param name="byName">What the name of the class says about the outputs; null where it says nothing.</param>
    public DecisionRule? ReadRule(string modelId, EmotionLabels? labels, InferenceSettings settings, ProblemType? byName)
    {
        var areDimensions = Config.Text(Task)?.EndsWith(RegressionSuffix, StringComparison.Ordinal) == true
            || labels?.All(label => Dimensions.Contains(label, StringComparer.OrdinalIgnoreCase)) == true;
        ProblemType? byDefault = areDimensions ? ProblemType.Regression : labels?.Count == 1 ? null : ProblemType.SingleLabel;
        var rule = ReadRule(modelId, labels, settings, byName ?? byDefault, out var isSaid);
        if (rule is { ProblemType: ProblemType.Regression } && !isSaid)
        {
            Problems.Warning(BundleProblemCodes.KeyMissing, Config.Path, "problem_type", "nothing, with outputs that are quantities by their names", "no activation is taken; write \"problem_type\": \"regression\" to say so");
        }

        return rule;
    }
}
