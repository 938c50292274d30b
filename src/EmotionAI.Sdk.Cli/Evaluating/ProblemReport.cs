using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Cli.Evaluating;

/// <summary>Lists what was left out, and counts it at the end.</summary>
internal static class ProblemReport
{
    private const int Shown = 20;

    public static void Write(CommandConsole console, IReadOnlyList<DatasetProblem> problems, int leftOut)
    {
        foreach (var problem in problems.Take(Shown))
        {
            console.Error.WriteLine($"error: {problem}");
        }

        if (problems.Count > Shown)
        {
            console.Error.WriteLine($"error: … and {problems.Count - Shown} more like these.");
        }

        if (problems.Count > 0)
        {
            console.Error.WriteLine($"{problems.Count} samples with faults were left out; --strict stops at the first.");
        }

        if (leftOut > 0)
        {
            console.Error.WriteLine($"{leftOut} samples were left out by the label map.");
        }
    }
}
