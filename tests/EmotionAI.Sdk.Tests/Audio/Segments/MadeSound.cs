namespace EmotionAI.Tests.Audio.Segments;

/// <summary>Makes sound whose parts are known to the sample.</summary>
internal static class MadeSound
{
    public const int SampleRate = 16_000;

    /// <summary>Makes noise that rises and falls as syllables do, each of another height and length; it begins and ends within one.</summary>
    public static float[] Voice(double seconds, int seed = 1, float level = 0.2f, int sampleRate = SampleRate)
    {
        var random = new Random(seed);
        var samples = new float[(int)(seconds * sampleRate)];
        var (syllable, place, height) = (sampleRate / 5, sampleRate / 20, 1.0);
        for (var i = 0; i < samples.Length; i++, place++)
        {
            if (place == syllable && samples.Length - i > sampleRate / 5)
            {
                (syllable, place, height) = ((int)(sampleRate * (0.12 + (0.14 * random.NextDouble()))), 0, 0.5 + (0.5 * random.NextDouble()));
            }

            var shape = 0.1 + Math.Abs(Math.Sin(Math.PI * place / syllable));
            samples[i] = (float)(level * height * shape * ((2 * random.NextDouble()) - 1));
        }

        return samples;
    }

    public static float[] Silence(double seconds, int sampleRate = SampleRate) => new float[(int)(seconds * sampleRate)];

    public static float[] Noise(double seconds, float level, int seed = 2, int sampleRate = SampleRate)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, (int)(seconds * sampleRate)).Select(_ => level * (float)((2 * random.NextDouble()) - 1))];
    }

    public static float[] Tone(double seconds, float level, double frequency = 440, int sampleRate = SampleRate) =>
        [.. Enumerable.Range(0, (int)(seconds * sampleRate)).Select(i => level * (float)Math.Sin(Math.Tau * frequency * i / sampleRate))];

    public static AudioClip Clip(params IEnumerable<float[]> parts) => new(parts.SelectMany(part => part).ToArray(), SampleRate);

    /// <summary>Cuts a clip into blocks of random lengths, some of them empty.</summary>
    public static async IAsyncEnumerable<AudioClip> Blocks(AudioClip clip, int seed, int longest)
    {
        var random = new Random(seed);
        for (var frame = 0; frame < clip.FrameCount;)
        {
            await Task.Yield();
            var length = Math.Min(random.Next(longest + 1), clip.FrameCount - frame);
            yield return new AudioClip(clip.Samples.Slice(frame * clip.Channels, length * clip.Channels), clip.SampleRate, clip.Channels);
            frame += length;
        }
    }

    /// <summary>Lays channels side by side.</summary>
    public static AudioClip Interleave(int sampleRate, params float[][] channels)
    {
        var samples = new float[channels.Min(channel => channel.Length) * channels.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = channels[i % channels.Length][i / channels.Length];
        }

        return new AudioClip(samples, sampleRate, channels.Length);
    }
}
