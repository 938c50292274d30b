namespace EmotionAI.Bundles;

/// <summary>Reports that a model folder cannot be used, with every fault found in it.</summary>
public sealed class ModelBundleException : EmotionAIException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="problems">Every fault, warnings included.</param>
    public ModelBundleException(string directory, IReadOnlyList<BundleProblem> problems)
        : this(new FolderName(directory, null), problems)
    {
    }

    internal ModelBundleException(FolderName folder, IReadOnlyList<BundleProblem> problems)
        : base(EmotionErrorCodes.BundleInvalid, Describe(folder, problems), folder.Full)
    {
        Problems = Frozen.Copy(problems);
    }

    /// <summary>Gets every fault, warnings included.</summary>
    public IReadOnlyList<BundleProblem> Problems { get; }

    private static string Describe(FolderName folder, IReadOnlyList<BundleProblem> problems)
    {
        var errors = problems.Where(problem => problem.Severity == BundleSeverity.Error).ToList();
        return $"The model folder {folder} cannot be used; {errors.Count} problem{(errors.Count == 1 ? "" : "s")}:"
            + string.Concat(errors.Select(problem => $"{Environment.NewLine}  - {problem}"));
    }
}
