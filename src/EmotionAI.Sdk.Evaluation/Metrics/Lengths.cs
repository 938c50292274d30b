namespace EmotionAI.Evaluation.Metrics;

/// <summary>Checks that arguments belong together.</summary>
internal static class Lengths
{
    /// <summary>Throws where two numbers of samples or labels differ.</summary>
    /// <exception cref="ArgumentException">They differ.</exception>
    public static void ThrowIfDifferent(int expected, int found, string name)
    {
        if (expected != found)
        {
            throw new ArgumentException(Invariant($"There are {found} values; {expected} are allowed."), name);
        }
    }
}
