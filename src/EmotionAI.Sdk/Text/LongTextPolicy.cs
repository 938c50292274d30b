namespace EmotionAI.Text;

/// <summary>Says what happens to a text that is longer than the model reads.</summary>
public enum LongTextPolicy
{
    /// <summary>Its end is cut off, and <see cref="EmotionPrediction.IsTruncated"/> says so.</summary>
    Truncate,

    /// <summary>It is refused with <see cref="EmotionErrorCodes.LimitExceeded"/>.</summary>
    Error,

    /// <summary>It is read in windows that overlap, whose scores are put together; <see cref="EmotionPrediction.Windows"/> holds those of each.</summary>
    Windows,
}
