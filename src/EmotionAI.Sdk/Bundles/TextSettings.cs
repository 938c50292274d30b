using System.Text.Json;
using EmotionAI.Inference;
using EmotionAI.Text;

namespace EmotionAI.Bundles;

/// <summary>Reads what the folders of text classifiers have in common, in whatever form the network is: labels, decision rule, lengths.</summary>
internal sealed class TextSettings(BundleLayout layout, EmotionLimits limits, BundleProblems problems, HuggingFaceConfig config)
{
    /// <summary>What transformers takes for the number of labels where nothing says it.</summary>
    public const int DefaultNumLabels = 2;

    private const string NumLabels = "num_labels";

    /// <summary>Passes on what the tokenizer has to tell.</summary>
    public void AddRemarks(TextTokenizer? tokenizer)
    {
        foreach (var remark in tokenizer?.Remarks ?? [])
        {
            problems.Warning(remark.Code, remark.Path, remark.Key, remark.Found, remark.Allowed);
        }
    }

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

    /// <summary>Derives the decision rule, and tells where a default of transformers decided that may not be meant.</summary>
    /// <param name="byName">What the name of the class says about the outputs; null where it says nothing.</param>
    public DecisionRule? ReadRule(string modelId, EmotionLabels? labels, InferenceSettings settings, ProblemType? byName)
    {
        var problemType = ReadProblemType();
        var rule = labels is null ? null : DecisionRuleResolver.Resolve(modelId, labels, settings, problemType, byName ?? DefaultProblemType(labels), config.Path, 1, problems);
        if (rule is not null && problemType is null && settings.ProblemType is null && settings.Activation is null)
        {
            WarnOfDefault(rule, byName is not null);
        }

        return rule;
    }

    /// <summary>Gives the largest number of tokens: what the settings say, else what the tokenizer does, within the positions of the model.</summary>
    public int? MaxLength(InferenceSettings settings, int positions, TextTokenizer? tokenizer)
    {
        if (settings.MaxLength is not { } set)
        {
            return Math.Min(tokenizer?.ModelMaxLength ?? int.MaxValue, positions);
        }

        if (set.Value <= positions)
        {
            return set.Value;
        }

        problems.Error(BundleProblemCodes.LengthTooLong, set.Path, set.Key, Invariant($"{set.Value}"), Invariant($"at most {positions}, the positions of the model"));
        return null;
    }

    /// <summary>Refuses a tokenizer with ids that the model has no row for.</summary>
    public void CheckVocabulary(TextTokenizer? tokenizer, long? rows, string rowsName)
    {
        if (tokenizer is not null && rows > 0 && tokenizer.VocabularySize > rows)
        {
            problems.Error(BundleProblemCodes.VocabularySize, tokenizer.VocabularyPath, "", Invariant($"'{tokenizer.TokenOf(tokenizer.VocabularySize - 1)}' with id {tokenizer.VocabularySize - 1}"), Invariant($"ids below {rows}, {rowsName}"));
        }
    }

    /// <summary>Gives what the pipeline of transformers does where no <c>problem_type</c> is set: sigmoid for one label, softmax for more.</summary>
    private static ProblemType DefaultProblemType(EmotionLabels labels) => labels.Count == 1 ? ProblemType.MultiLabel : ProblemType.SingleLabel;

    /// <summary>Tells how the scores are made where no setting says so and it is not plain: several labels may be a choice, or each true or not.</summary>
    private void WarnOfDefault(DecisionRule rule, bool isByName)
    {
        if (isByName)
        {
            problems.Warning(BundleProblemCodes.KeyMissing, config.Path, "problem_type", "nothing; 'MultiLabel' in architectures", "sigmoid is taken; write \"problem_type\": \"multi_label_classification\" to say so");
        }
        else if (rule.Labels.Count > 2)
        {
            problems.Warning(BundleProblemCodes.KeyMissing, config.Path, "problem_type", $"nothing, with {rule.Labels.Count} labels", "softmax is taken, as by transformers; write \"problem_type\": \"single_label_classification\" to say so, or \"problem_type\": \"multi_label_classification\" where a text can have several labels");
        }
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
