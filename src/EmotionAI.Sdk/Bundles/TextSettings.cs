using EmotionAI.Inference;
using EmotionAI.Text;

namespace EmotionAI.Bundles;

/// <summary>Reads what the folders of text classifiers have in common, in whatever form the network is: labels, decision rule, lengths.</summary>
internal sealed class TextSettings(BundleLayout layout, EmotionLimits limits, BundleProblems problems, HuggingFaceConfig config) : ClassifierSettings(layout, limits, problems, config)
{
    /// <summary>Passes on what the tokenizer has to tell.</summary>
    public void AddRemarks(TextTokenizer? tokenizer)
    {
        foreach (var remark in tokenizer?.Remarks ?? [])
        {
            Problems.Warning(remark.Code, remark.Path, remark.Key, remark.Found, remark.Allowed);
        }
    }

    /// <summary>Derives the decision rule, and tells where a default of transformers decided that may not be meant.</summary>
    /// <param name="byName">What the name of the class says about the outputs; null where it says nothing.</param>
    public DecisionRule? ReadRule(string modelId, EmotionLabels? labels, InferenceSettings settings, ProblemType? byName)
    {
        var rule = ReadRule(modelId, labels, settings, byName ?? DefaultProblemType(labels), out var isSaid);
        if (rule is not null && !isSaid)
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

        Problems.Error(BundleProblemCodes.LengthTooLong, set.Path, set.Key, Invariant($"{set.Value}"), Invariant($"at most {positions}, the positions of the model"));
        return null;
    }

    /// <summary>Refuses a tokenizer with ids that the model has no row for.</summary>
    public void CheckVocabulary(TextTokenizer? tokenizer, long? rows, string rowsName)
    {
        if (tokenizer is not null && rows > 0 && tokenizer.VocabularySize > rows)
        {
            Problems.Error(BundleProblemCodes.VocabularySize, tokenizer.VocabularyPath, "", Invariant($"'{tokenizer.TokenOf(tokenizer.VocabularySize - 1)}' with id {tokenizer.VocabularySize - 1}"), Invariant($"ids below {rows}, {rowsName}"));
        }
    }

    /// <summary>Gives what the pipeline of transformers does where no <c>problem_type</c> is set: sigmoid for one label, softmax for more.</summary>
    private static ProblemType DefaultProblemType(EmotionLabels? labels) => labels?.Count == 1 ? ProblemType.MultiLabel : ProblemType.SingleLabel;

    /// <summary>Tells how the scores are made where no setting says so and it is not plain: several labels may be a choice, or each true or not.</summary>
    private void WarnOfDefault(DecisionRule rule, bool isByName)
    {
        if (isByName)
        {
            Problems.Warning(BundleProblemCodes.KeyMissing, Config.Path, "problem_type", "nothing; 'MultiLabel' in architectures", "sigmoid is taken; write \"problem_type\": \"multi_label_classification\" to say so");
        }
        else if (rule.Labels.Count > 2)
        {
            Problems.Warning(BundleProblemCodes.KeyMissing, Config.Path, "problem_type", $"nothing, with {rule.Labels.Count} labels", "softmax is taken, as by transformers; write \"problem_type\": \"single_label_classification\" to say so, or \"problem_type\": \"multi_label_classification\" where a text can have several labels");
        }
    }
}
