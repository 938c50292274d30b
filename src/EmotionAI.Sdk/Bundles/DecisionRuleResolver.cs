using EmotionAI.Inference;

namespace EmotionAI.Bundles;

/// <summary>Derives the decision rule of a model from its settings; what cannot be derived is a problem, never a silent softmax.</summary>
internal static class DecisionRuleResolver
{
    private const double DefaultThreshold = 0.5;

    /// <summary>Derives the rule.</summary>
    /// <param name="modelProblemType">What the model's own configuration says; null where it says nothing.</param>
    /// <param name="byDefault">What the library of the model takes for granted where nothing is said; null where it has no rule.</param>
    /// <param name="modelPath">The file of that configuration.</param>
    /// <param name="logitScale">The factor that the model's own configuration gives.</param>
    /// <returns>The rule; null where there was a problem, which was added.</returns>
    public static DecisionRule? Resolve(string modelId, EmotionLabels labels, InferenceSettings settings, ProblemType? modelProblemType, ProblemType? byDefault, string modelPath, double logitScale, BundleProblems problems)
    {
        var problemType = ProblemTypeOf(settings, modelProblemType, byDefault, modelPath, problems);
        var thresholds = ThresholdsOf(labels, settings, problemType, problems);
        return problemType is null ? null : new DecisionRule
        {
            ModelId = modelId,
            Labels = labels,
            ProblemType = problemType.Value,
            Activation = ActivationOf(problemType.Value),
            LogitScale = (float)(settings.ScoreScale?.Value ?? logitScale),
            Thresholds = thresholds,
            TopK = settings.TopK?.Value,
        };
    }

    private static ProblemType? ProblemTypeOf(InferenceSettings settings, ProblemType? modelProblemType, ProblemType? byDefault, string modelPath, BundleProblems problems)
    {
        var declared = settings.ProblemType;
        if (declared is not null && modelProblemType is { } own && declared.Value != own)
        {
            problems.Error(BundleProblemCodes.ValuesDisagree, declared.Path, declared.Key, Name(declared.Value), $"{Name(own)}, as problem_type of '{Path.GetFileName(modelPath)}' says; make the two equal");
            return null;
        }

        var activation = settings.Activation?.Value;
        var problemType = declared?.Value ?? modelProblemType ?? FromActivation(activation) ?? byDefault;
        if (problemType is null)
        {
            problems.Error(
                BundleProblemCodes.ActivationUnknown,
                InferenceSettingsReader.FileName,
                "problem_type",
                "nothing that says how outputs become scores",
                "\"problem_type\": \"multi_label_classification\" (sigmoid), \"single_label_classification\" (softmax) or \"regression\" (none)");
            return null;
        }

        if (activation is not null && FromActivation(activation) != problemType)
        {
            problems.Error(BundleProblemCodes.ValuesDisagree, settings.Activation!.Path, settings.Activation.Key, activation.Value.ToString().ToLowerInvariant(), $"{ActivationOf(problemType.Value).ToString().ToLowerInvariant()}, which goes with {Name(problemType.Value)}");
            return null;
        }

        return problemType;
    }

    /// <summary>Gives the threshold of each label; checks those of a model of unknown kind too, so that every fault is listed at once.</summary>
    private static double[] ThresholdsOf(EmotionLabels labels, InferenceSettings settings, ProblemType? problemType, BundleProblems problems)
    {
        var hasAny = settings.Threshold is not null || settings.ThresholdList is not null || settings.ThresholdsByLabel is not null;
        if (problemType == ProblemType.Regression || (problemType == ProblemType.SingleLabel && !hasAny))
        {
            return [];
        }

        var thresholds = new double[labels.Count];
        Array.Fill(thresholds, settings.Threshold?.Value ?? DefaultThreshold);
        if (settings.ThresholdList is { } list)
        {
            if (list.Value.Count == labels.Count)
            {
                return [.. list.Value];
            }

            problems.Error(BundleProblemCodes.ThresholdCount, list.Path, list.Key, $"{list.Value.Count} thresholds", $"{labels.Count}, one for each label");
        }

        foreach (var (label, threshold) in settings.ThresholdsByLabel?.Value ?? [])
        {
            if (labels.IndexOf(label) is >= 0 and var index)
            {
                thresholds[index] = threshold;
            }
            else
            {
                problems.Error(BundleProblemCodes.ThresholdLabelUnknown, settings.ThresholdsByLabel!.Path, settings.ThresholdsByLabel.Key, $"'{label}'", string.Join(", ", labels));
            }
        }

        return thresholds;
    }

    private static ProblemType? FromActivation(Activation? activation) => activation switch
    {
        Activation.Sigmoid => ProblemType.MultiLabel,
        Activation.Softmax => ProblemType.SingleLabel,
        Activation.None => ProblemType.Regression,
        _ => null,
    };

    private static Activation ActivationOf(ProblemType problemType) => problemType switch
    {
        ProblemType.MultiLabel => Activation.Sigmoid,
        ProblemType.SingleLabel => Activation.Softmax,
        _ => Activation.None,
    };

    /// <summary>Gives the name of a problem type, as transformers writes it.</summary>
    public static string Name(ProblemType problemType) => problemType switch
    {
        ProblemType.MultiLabel => "multi_label_classification",
        ProblemType.SingleLabel => "single_label_classification",
        _ => "regression",
    };
}
