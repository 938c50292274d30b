using System.Globalization;
using System.Text.Json;
using EmotionAI.Audio;

namespace EmotionAI.Cli.Output;

/// <summary>Writes what a voice is like, for programs and for people.</summary>
internal static class VoiceText
{
    private const string Cepstrum = "mfcc";

    /// <summary>Writes <c>descriptors</c>: each by its name, null where it is missing, the cepstral means as one list, and <c>gap</c> where something is missing.</summary>
    public static void WriteJson(Utf8JsonWriter json, VoiceDescriptors? descriptors)
    {
        if (descriptors is null)
        {
            return;
        }

        json.WriteStartObject("descriptors");
        foreach (var (name, value) in descriptors.Values.Where(pair => !pair.Key.StartsWith(Cepstrum, StringComparison.Ordinal)))
        {
            MeasurementJson.WriteNumber(json, name, value);
        }

        json.WriteStartArray(Cepstrum);
        foreach (var mean in descriptors.Mfcc)
        {
            json.WriteNumberValue(mean);
        }

        json.WriteEndArray();
        if (descriptors.Gap is { } gap)
        {
            json.WriteString("gap", CodeOf(gap));
        }

        json.WriteEndObject();
    }

    /// <summary>Gives the numbers that people know, in a line.</summary>
    public static string Line(VoiceDescriptors descriptors)
    {
        string?[] parts =
        [
            Text(descriptors.PitchMedian, "pitch {0:0} Hz"),
            descriptors.PitchLow is { } low && descriptors.PitchHigh is { } high ? string.Create(CultureInfo.InvariantCulture, $"({low:0} to {high:0})") : null,
            Text(descriptors.VoicedShare * 100, "voiced {0:0} %"),
            Text(descriptors.Jitter * 100, "jitter {0:0.0} %"),
            Text(descriptors.Shimmer * 100, "shimmer {0:0.0} %"),
            Text(descriptors.HarmonicsToNoise, "harmonics-to-noise {0:0.0} dB"),
            Text(descriptors.SpectralCentroid, "centroid {0:0} Hz"),
            Text(descriptors.Level, "level {0:0.0} dBFS"),
        ];
        return $"voice: {string.Join(", ", parts.OfType<string>().Append(descriptors.Gap is { } gap ? $"no more is known: {CodeOf(gap)}" : null).OfType<string>()).Replace("Hz, (", "Hz (", StringComparison.Ordinal)}";
    }

    private static string? Text(double? value, string format) => value is { } number ? string.Format(CultureInfo.InvariantCulture, format, number) : null;

    private static string CodeOf(VoiceDescriptorGap gap) => gap switch
    {
        VoiceDescriptorGap.TooShort => "too-short",
        VoiceDescriptorGap.Silent => "silent",
        _ => "unvoiced",
    };
}
