using System.Globalization;
using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Cli.Evaluating;

/// <summary>Lists what was left out, equal faults once, and counts it at the end.</summary>
internal static class ProblemReport
{
    private const int Shown = 20;

    public static void Write(CommandConsole console, IReadOnlyList<DatasetProblem> problems, int leftOut)
    {
        var faults = problems.GroupBy(problem => problem.Message, StringComparer.Ordinal).ToList();
        foreach (var fault in faults.Take(Shown))
        {
            console.Tell(fault.Count() == 1 ? $"error: {fault.First()}" : string.Create(CultureInfo.InvariantCulture, $"error: {fault.First()} ({fault.Count():N0} times)"));
        }

        if (faults.Count > Shown)
        {
            console.Tell($"error: … and {Count(faults.Count - Shown, "other fault")}.");
        }

        if (problems.Count > 0)
        {
            console.Tell($"{Count(problems.Count, "sample")} with faults left out; --strict stops at the first.");
        }

        if (leftOut > 0)
        {
            console.Tell($"{Count(leftOut, "sample")} left out as asked for.");
        }
    }

    private static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");
}
