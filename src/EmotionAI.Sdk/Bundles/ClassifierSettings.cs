using System.Text.Json;
using EmotionAI.Inference;

namespace EmotionAI.Bundles;

/// <summary>Reads what the Hugging Face folders of classifiers have in common, of texts and of clips, in whatever form the network is: labels, decision rule.</summary>
internal abstract class ClassifierSettings(BundleLayout layout, EmotionLimits limits, BundleProblems problems, HuggingFaceConfig config)
{
    /// <summary>What transformers takes for the number of labels where nothing says it.</summary>
    public const int DefaultNumLabels = 2;

    private const string NumLabels = "num_labels";

    protected BundleProblems Problems => problems;

    protected HuggingFaceConfig Config => config;

    /// <summary>Reads the labels.</summary>
    /// <param name="outputs">The number of outputs of the model; null where it is not known.</param>
    /// <param name="outputsName">What has that number, for messages.</param>
    /// <returns>The labels; null where they could not be settled.</returns>
    public EmotionLabels? ReadLabels(int? outputs, string outputsName)
    {
        var own = LabelsReader.ReadConfig(config, problems, out var key);
        if (own is null && key.Length > 0)
        {
            return null;
        }

        if (own is null && !layout.SettingsFiles(LabelsReader.FileName).Any())
        {
            key = NumLabels;
            own = MakeLabels(outputs, outputsName);
            if (own is null)
            {
                return null;
            }
        }

        return LabelsResolver.Resolve(layout, limits, problems, own, config.Path, key, outputs, outputsName);
    }

    /// <summary>Derives the decision rule.</summary>
    /// <param name="byDefault">What is taken where no setting says it; null where nothing is safe.</param>
    /// <param name="isSaid">Receives whether a setting says it.</param>
    protected DecisionRule? ReadRule(string modelId, EmotionLabels? labels, InferenceSettings settings, ProblemType? byDefault, out bool isSaid)
    {
        var problemType = ReadProblemType();
        isSaid = problemType is not null || settings.ProblemType is not null || settings.Activation is not null;
        return labels is null ? null : DecisionRuleResolver.Resolve(modelId, labels, settings, problemType, byDefault, config.Path, 1, problems);
    }

    /// <summary>Makes the labels of transformers where none is named: LABEL_0 and so on, two if not said otherwise.</summary>
    private string[]? MakeLabels(int? outputs, string outputsName)
    {
        var given = config.OptionalSize(NumLabels);
        if (given == 0 || outputs is null)
        {
            return null;
        }

        if ((given ?? DefaultNumLabels) == outputs)
        {
            return [.. Enumerable.Range(0, outputs.Value).Select(index => Invariant($"LABEL_{index}"))];
        }

        var (key, found) = given is null ? ("", "nothing that names the labels: no id2label, label2id or num_labels, and no labels.json") : (NumLabels, Invariant($"{given} labels"));
        problems.Error(BundleProblemCodes.LabelCount, config.Path, key, found, Invariant($"{outputs}, the number of outputs ({outputsName}), named in index order: \"id2label\": {{\"0\": \"…\", …}} in config.json, or labels.json"));
        return null;
    }

    private ProblemType? ReadProblemType()
    {
        if (!config.Root.TryGetProperty("problem_type", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var problemType = InferenceSettingsReader.ParseProblemType(JsonFile.Text(value));
        if (problemType is null)
        {
            problems.Error(BundleProblemCodes.ActivationUnknown, config.Path, "problem_type", JsonFile.Describe(value), "multi_label_classification, single_label_classification or regression");
        }

        return problemType;
    }
}
