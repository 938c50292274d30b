namespace EmotionAI.Text.Tokenization;

/// <summary>Lays windows over tokens; follows <c>Encoding::truncate</c> of <c>tokenizers</c>.</summary>
internal static class WindowPlan
{
    /// <summary>Gives the windows.</summary>
    /// <param name="length">The number of tokens.</param>
    /// <param name="window">The most tokens of a window, more than <paramref name="overlap"/>.</param>
    /// <param name="overlap">The tokens that two windows have in common.</param>
    /// <param name="fromEnd">Whether the first window is the last one of the text.</param>
    public static IEnumerable<(int Start, int Count)> Create(int length, int window, int overlap, bool fromEnd)
    {
        var step = window - overlap;
        for (var start = 0; ; start += step)
        {
            var count = Math.Min(window, length - start);
            yield return (fromEnd ? length - start - count : start, count);
            if (start + count >= length)
            {
                yield break;
            }
        }
    }
}
