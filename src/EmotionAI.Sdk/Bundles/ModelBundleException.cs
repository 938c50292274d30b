namespace EmotionAI.Bundles;

/// <summary>Reports that a model folder cannot be used, with every fault found in it.</summary>
public sealed class ModelBundleException : EmotionAIException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="problems">Every fault, warnings included.</param>
    public ModelBundleException(string directory, IReadOnlyList<BundleProblem> problems)
        : base(EmotionErrorCodes.BundleInvalid, Describe(directory, problems), directory)
    {
        Problems = problems;
    }

    /// <summary>Gets every fault, warnings included.</summary>
    public IReadOnlyList<BundleProblem> Problems { get; }

    private static string Describe(string directory, IReadOnlyList<BundleProblem> problems)
    {
        var errors = problems.Where(problem => problem.Severity == BundleSeverity.Error).ToList();
        return $"The model folder '{directory}' cannot be used; {errors.Count} problem{(errors.Count == 1 ? "" : "s")}:"
            + string.Concat(errors.Select(problem => $"{Environment.NewLine}  - {problem}"));
    }
}
