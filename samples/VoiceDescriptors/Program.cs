using System.Globalization;
using EmotionAI.Audio;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var clip = AudioDecoder.Decode(Path.Combine(AppContext.BaseDirectory, "sample.flac"));
var voice = VoiceDescriptors.Measure(clip);

Console.WriteLine($"pitch {voice.PitchMedian:F0} Hz ({voice.PitchLow:F0} to {voice.PitchHigh:F0}), {voice.VoicedShare:P0} of the time");
Console.WriteLine($"jitter {voice.Jitter:P1}, shimmer {voice.Shimmer:P0}, harmonics-to-noise {voice.HarmonicsToNoise:F0} dB");
Console.WriteLine($"spectrum around {voice.SpectralCentroid:F0} Hz, level {voice.Level:F0} dBFS");

var half = TimeSpan.FromSeconds(0.5);
for (var start = TimeSpan.Zero; start + half <= clip.Duration; start += half)
{
    var part = VoiceDescriptors.Measure(clip, start, start + half);
    Console.WriteLine($"{start.TotalSeconds:F1} s: {(part.Level < -60 ? "quiet" : part.Gap is { } gap ? $"{gap}" : $"{part.PitchMedian:F0} Hz")}, {part.Level:F0} dBFS");
}
