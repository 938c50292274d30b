namespace EmotionAI.SpeechBrain;

/// <summary>Names over what <c>InputNormalization</c> takes its statistics.</summary>
internal enum NormalizationKind
{
    /// <summary>Over the frames of the clip.</summary>
    Sentence,

    /// <summary>Over the batch; the same as <see cref="Sentence"/> for one clip at a time.</summary>
    Batch,

    /// <summary>Stored in the checkpoint.</summary>
    Global,
}
