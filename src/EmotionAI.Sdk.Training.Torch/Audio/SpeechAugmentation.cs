using System.Numerics.Tensors;

namespace EmotionAI.Training.Torch.Audio;

/// <summary>Changes clips at random while training, so that a model learns less of them by heart: white noise on the samples, blank stretches of time and of frequency in the features.</summary>
/// <remarks>Blanks follow SpecAugment of Park and others (2019): what is blank has the mean of the clip, 0.</remarks>
/// <param name="options">How much.</param>
internal sealed class SpeechAugmentation(EcapaOptions options)
{
    private const double NoiseRange = 20;
    private const int LargestPart = 10;

    /// <summary>Adds noise in place, to some clips.</summary>
    public void AddNoise(Span<float> samples, ref SplitMix random)
    {
        if (random.Uniform() >= options.NoiseShare)
        {
            return;
        }

        var decibels = options.NoiseDecibels + (NoiseRange * random.Uniform());
        var level = Math.Sqrt(TensorPrimitives.SumOfSquares<float>(samples) / (double)samples.Length) * Math.Pow(10, -decibels / 20);
        foreach (ref var sample in samples)
        {
            sample += (float)(level * random.Normal());
        }
    }

    /// <summary>Blanks stretches of time and of frequency in place.</summary>
    /// <param name="features">The features without their mean, <c>[frames, bands]</c>.</param>
    /// <param name="bands">The number of bands.</param>
    /// <param name="random">Says where.</param>
    public void Blank(Span<float> features, int bands, ref SplitMix random)
    {
        var frames = features.Length / bands;
        for (var i = 0; i < options.TimeDrops; i++)
        {
            var (start, length) = Stretch(frames, ref random);
            features.Slice(start * bands, length * bands).Clear();
        }

        for (var i = 0; i < options.FrequencyDrops; i++)
        {
            var (start, length) = Stretch(bands, ref random);
            for (var frame = 0; frame < frames; frame++)
            {
                features.Slice((frame * bands) + start, length).Clear();
            }
        }
    }

    private static (int Start, int Length) Stretch(int size, ref SplitMix random)
    {
        var length = random.Below((size / LargestPart) + 1);
        return (random.Below(size - length + 1), length);
    }
}
