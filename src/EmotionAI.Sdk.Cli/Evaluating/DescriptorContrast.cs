using EmotionAI.Audio;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Cli.Evaluating;

/// <summary>Says how a descriptor of the voice differs between the clips that a model got right and those it got wrong.</summary>
/// <param name="Name">The descriptor.</param>
/// <param name="Right">Its median over the clips that were answered right; null for fewer than two.</param>
/// <param name="Wrong">Its median over the others; null for fewer than two.</param>
/// <param name="Delta">Cliff's delta: how much more often it is higher where the model is wrong than where it is right, -1 to 1; null where either has fewer than two clips.</param>
/// <param name="RightCount">The clips that were answered right and have the descriptor.</param>
/// <param name="WrongCount">The others that have it.</param>
internal sealed record DescriptorContrast(string Name, double? Right, double? Wrong, double? Delta, int RightCount, int WrongCount)
{
    private const int Fewest = 2;

    /// <summary>Compares every descriptor.</summary>
    /// <param name="evaluated">The answers.</param>
    /// <param name="descriptors">The descriptors by the name of the input; a clip without is left out.</param>
    /// <returns>The descriptors, the largest difference first; without a delta last.</returns>
    public static IReadOnlyList<DescriptorContrast> Compute(EvaluatedModel evaluated, IReadOnlyDictionary<string, VoiceDescriptors> descriptors)
    {
        var clips = evaluated.Samples.Where(sample => descriptors.ContainsKey(sample.Input))
            .Select(sample => (IsRight: sample.Predicted.SequenceEqual(sample.Truth), descriptors[sample.Input].Values)).ToArray();
        if (clips.Length == 0)
        {
            return [];
        }

        var names = clips[0].Values.Select(pair => pair.Key).ToArray();
        return [.. names.Select((name, i) => Of(name, Values(true, i), Values(false, i))).OrderByDescending(contrast => contrast.Delta is { } delta ? Math.Abs(delta) : -1)];

        double[] Values(bool isRight, int i) => [.. clips.Where(clip => clip.IsRight == isRight).Select(clip => clip.Values[i].Value).OfType<double>().Order()];
    }

    /// <summary>Compares sorted values.</summary>
    internal static DescriptorContrast Of(string name, double[] right, double[] wrong) => new(
        name,
        right.Length < Fewest ? null : Median(right),
        wrong.Length < Fewest ? null : Median(wrong),
        right.Length < Fewest || wrong.Length < Fewest ? null : CliffsDelta(right, wrong),
        right.Length,
        wrong.Length);

    /// <summary>Counts, of all pairs, how many have the higher value on the wrong side, less those with the higher on the right one (Cliff 1993).</summary>
    private static double CliffsDelta(double[] right, double[] wrong)
    {
        long balance = 0;
        var (below, notAbove) = (0, 0);
        foreach (var value in wrong)
        {
            while (below < right.Length && right[below] < value)
            {
                below++;
            }

            while (notAbove < right.Length && right[notAbove] <= value)
            {
                notAbove++;
            }

            balance += below - (right.Length - notAbove);
        }

        return (double)balance / ((long)right.Length * wrong.Length);
    }

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
