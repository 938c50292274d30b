using System.Text.Json;

namespace EmotionAI.Cli.Output;

/// <summary>Writes what a speech model heard, for programs and for people.</summary>
internal static class QualityText
{
    /// <summary>Writes <c>quality</c>, where it is known, and <c>noSpeech</c>, where nobody speaks.</summary>
    public static void WriteJson(Utf8JsonWriter json, AudioQuality? quality)
    {
        if (quality is null)
        {
            return;
        }

        json.WriteStartObject("quality");
        json.WriteNumber("seconds", quality.Duration.TotalSeconds);
        json.WriteNumber("peak", quality.Peak);
        json.WriteNumber("rms", quality.Rms);
        json.WriteNumber("clippingShare", quality.ClippingShare);
        json.WriteNumber("offset", quality.Offset);
        json.WriteNumber("activeSpeechSeconds", quality.ActiveSpeech.TotalSeconds);
        json.WriteBoolean("channelsCancelled", quality.ChannelsCancelled);
        json.WriteEndObject();
        if (quality.NoSpeech is { } reason)
        {
            json.WriteString("noSpeech", CodeOf(reason));
        }
    }

    /// <summary>Says why nobody speaks; null where somebody does.</summary>
    public static string? NoSpeechNote(EmotionPrediction prediction) => prediction.NoSpeech switch
    {
        null => null,
        NoSpeechReason.TooShort => "Nobody speaks: less than 0.2 s was heard.",
        NoSpeechReason.Silent => "Nobody speaks: digital silence or a constant.",
        _ => "Nobody speaks: the level keeps still, as that of hum and noise does.",
    };

    private static string CodeOf(NoSpeechReason reason) => reason switch
    {
        NoSpeechReason.TooShort => "too-short",
        NoSpeechReason.Silent => "silent",
        _ => "steady",
    };
}
