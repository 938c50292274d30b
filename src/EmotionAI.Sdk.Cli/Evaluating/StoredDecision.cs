using EmotionAI.Bundles;

namespace EmotionAI.Cli.Evaluating;

/// <summary>Holds what an <c>inference_config.json</c> says about turning scores into labels.</summary>
internal sealed record StoredDecision
{
    public ProblemType? ProblemType { get; init; }

    public IReadOnlyList<double>? Thresholds { get; init; }

    /// <exception cref="ModelBundleException">The file has faults.</exception>
    public static StoredDecision Read(string path, EmotionLabels labels)
    {
        if (!File.Exists(path))
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{path}' does not exist.", path);
        }

        var problems = new BundleProblems(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var settings = InferenceSettingsReader.ReadFile(path, EmotionLimits.Default, problems);
        var rule = DecisionRuleResolver.Resolve("predictions", labels, settings, null, EmotionAI.ProblemType.MultiLabel, path, 1, problems);
        if (problems.HasErrors)
        {
            throw new ModelBundleException(path, problems.All);
        }

        return new StoredDecision { ProblemType = settings.ProblemType?.Value, Thresholds = rule!.Thresholds.Count > 0 ? rule.Thresholds : null };
    }
}
