namespace EmotionAI;

/// <summary>Says why a clip holds no speech.</summary>
public enum NoSpeechReason
{
    /// <summary>Less than 0.2 s was heard: too short for speech.</summary>
    TooShort,

    /// <summary>Nothing was heard: digital silence, a constant, or less than a step of 16-bit samples.</summary>
    Silent,

    /// <summary>What was heard keeps its level, as hum, tones and noise do; speech rises and falls with every sound.</summary>
    Steady,
}
