namespace EmotionAI;

/// <summary>Says why a sense does not count in an answer.</summary>
public enum SilentSenseReason
{
    /// <summary>There was no input: no text, or an empty one; no clip.</summary>
    NotGiven,

    /// <summary>Nobody speaks in the clip (<see cref="EmotionPrediction.NoSpeech"/>), and the speech gate is on.</summary>
    NoSpeech,

    /// <summary>Its weight is 0, or it gives nothing at all to the labels that both senses have.</summary>
    NoWeight,
}
