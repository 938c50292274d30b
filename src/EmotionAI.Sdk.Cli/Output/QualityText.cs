namespace EmotionAI.Cli.Output;

/// <summary>Says what a speech model heard.</summary>
internal static class QualityText
{
    /// <summary>Says why nobody speaks; null where somebody does.</summary>
    public static string? NoSpeechNote(EmotionPrediction prediction) => prediction.NoSpeech switch
    {
        null => null,
        NoSpeechReason.TooShort => "Nobody speaks: less than 0.2 s was heard.",
        NoSpeechReason.Silent => "Nobody speaks: digital silence or a constant.",
        _ => "Nobody speaks: the level keeps still, as that of hum and noise does.",
    };
}
