namespace EmotionAI.Text.Tokenization.PreTokenization;

/// <summary>Says what becomes of the matches that a text is split at, under the names of <c>tokenizer.json</c>.</summary>
internal enum SplitBehavior
{
    Removed,
    Isolated,
    MergedWithPrevious,
    MergedWithNext,
    Contiguous,
}
