namespace EmotionAI.Text.Tokenization.Patterns;

/// <summary>Finds what a text is split at, or what is replaced in it.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
internal interface IPattern
{
    /// <summary>Finds the next match.</summary>
    /// <param name="text">The whole text, valid UTF-16.</param>
    /// <param name="from">Where the match before ended.</param>
    /// <param name="start">Receives the beginning of the match.</param>
    /// <param name="end">Receives its end, after <paramref name="start"/>.</param>
    /// <returns>Whether there is one.</returns>
    bool Next(ReadOnlySpan<char> text, int from, out int start, out int end);
}
