namespace EmotionAI.SpeechBrain;

/// <summary>Names which SpeechBrain wrote the folder, as far as the arguments of <c>InputNormalization</c> tell. It decides the divisor of the variance.</summary>
internal enum NormalizationGeneration
{
    Unknown,

    /// <summary>Up to 1.0: the variance divides by n − 1.</summary>
    Legacy,

    /// <summary>From 1.1: the variance divides by n.</summary>
    Current,
}
