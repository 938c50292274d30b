using System.Runtime.InteropServices;
using System.Text;
using EmotionAI.Audio;
using EmotionAI.Server.Live;

namespace EmotionAI.Tests.Live;

/// <summary>Makes sound as clients send it, and what is to be said of it.</summary>
internal static class Sounds
{
    private static readonly Lazy<AudioEmotionClassifier> Classifier = new(() => AudioEmotionClassifier.LoadDefault());

    /// <summary>Gets a recording in which somebody speaks twice, with silence between.</summary>
    public static AudioClip Speech { get; } = Twice(AudioDecoder.Decode(Repository.Recording));

    public static byte[] Integers(AudioClip clip) =>
        MemoryMarshal.AsBytes<short>(clip.Samples.ToArray().Select(sample => (short)Math.Clamp(MathF.Round(sample * 32_768), short.MinValue, short.MaxValue)).ToArray()).ToArray();

    public static byte[] Floats(AudioClip clip) => MemoryMarshal.AsBytes(clip.Samples.Span).ToArray();

    /// <summary>Says what the library finds, in the words of the server.</summary>
    public static async Task<List<string>> ExpectedAsync(AudioClip clip, SegmentOptions? options = null)
    {
        var line = new SegmentLine(scores: false, logits: false);
        return await Classifier.Value.ClassifySegmentsAsync(clip, options).Select(segment => Encoding.UTF8.GetString(line.Write(segment).Span)).ToListAsync();
    }

    private static AudioClip Twice(AudioClip clip)
    {
        float[] samples = [.. clip.Samples.Span, .. new float[2 * clip.SampleRate], .. clip.Samples.Span];
        return new AudioClip(samples, clip.SampleRate);
    }
}
