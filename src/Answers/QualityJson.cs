using System.Text.Json;

namespace EmotionAI.Answers;

/// <summary>Writes what a speech model heard.</summary>
internal static class QualityJson
{
    /// <summary>Writes <c>quality</c>, where it is known, and <c>noSpeech</c>, where nobody speaks.</summary>
    public static void Write(Utf8JsonWriter json, AudioQuality? quality)
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

    private static string CodeOf(NoSpeechReason reason) => reason switch
    {
        NoSpeechReason.TooShort => "too-short",
        NoSpeechReason.Silent => "silent",
        _ => "steady",
    };
}
