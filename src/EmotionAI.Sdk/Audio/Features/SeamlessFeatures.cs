using System.Buffers;
using System.Numerics.Tensors;

namespace EmotionAI.Audio.Features;

/// <summary>Computes what wav2vec2-bert models read: filter bank energies, each bin normalized over the clip, frames put side by side; follows <c>SeamlessM4TFeatureExtractor</c> of transformers.</summary>
/// <remarks>
/// Safe for concurrent use. Frames left over at the end count for the statistics only: the reference pads them to a whole group and masks that group out,
/// and a masked group changes nothing.
/// </remarks>
internal sealed class SeamlessFeatures : IAudioFeatures
{
    private const float FullScale = 32_768;
    private const float Epsilon = 1e-7f;

    private readonly KaldiFbank _fbank;
    private readonly int _stride;

    /// <summary>Prepares the filter bank.</summary>
    /// <param name="sampleRate">The sample rate, in Hz (<c>sampling_rate</c>).</param>
    /// <param name="melBands">The number of mel bands (<c>num_mel_bins</c>).</param>
    /// <param name="stride">The number of frames put side by side (<c>stride</c>).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public SeamlessFeatures(int sampleRate = 16_000, int melBands = 80, int stride = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SamplesOf(sampleRate, stride), FeatureBounds.ShortestInput, nameof(stride));
        _fbank = new KaldiFbank(new KaldiFbankOptions { SampleRate = sampleRate, MelBands = melBands, InputScale = FullScale });
        _stride = stride;
        ShortestInput = (int)_fbank.SamplesOf(stride);
    }

    public int SampleRate => _fbank.SampleRate;

    /// <summary>Gives the number of samples of so many frames at a rate.</summary>
    public static long SamplesOf(int sampleRate, int frames)
    {
        var options = new KaldiFbankOptions { SampleRate = sampleRate };
        return options.WindowLength + ((frames - 1L) * options.HopLength);
    }

    /// <summary>Gets the number of samples of the shortest clip that gives a whole group.</summary>
    public int ShortestInput { get; }

    public (int Second, int Third) Shape(int sampleCount) => (_fbank.FrameCount(sampleCount) / _stride, _fbank.FeatureSize * _stride);

    public void Compute(ReadOnlySpan<float> samples, Span<float> features)
    {
        var (frames, size) = (_fbank.FrameCount(samples.Length), _fbank.FeatureSize);
        var rented = ArrayPool<float>.Shared.Rent((frames + 2) * size);
        var rows = rented.AsSpan(0, frames * size);
        var mean = rented.AsSpan(frames * size, size);
        var factor = rented.AsSpan((frames + 1) * size, size);
        _fbank.Compute(samples, frames, rows);
        for (var frame = frames - 1; frame >= 0; frame--)
        {
            // Of a steady sound little but the differences to the first frame is left in the end: taken first, they lose nothing.
            var row = rows.Slice(frame * size, size);
            TensorPrimitives.Subtract(row, rows[..size], row);
        }

        Measure(rows, frames, mean, factor);
        for (var frame = 0; frame < frames - (frames % _stride); frame++)
        {
            var row = features.Slice(frame * size, size);
            TensorPrimitives.Subtract(rows.Slice(frame * size, size), mean, row);
            TensorPrimitives.Multiply(row, factor, row);
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>Finds the mean of each bin, and one over its deviation, whose variance divides by one less than the frames.</summary>
    private static void Measure(ReadOnlySpan<float> rows, int frames, Span<float> mean, Span<float> factor)
    {
        var size = mean.Length;
        mean.Clear();
        factor.Clear();
        for (var frame = 0; frame < frames; frame++)
        {
            TensorPrimitives.Add(mean, rows.Slice(frame * size, size), mean);
        }

        TensorPrimitives.Divide(mean, Math.Max(1, frames), mean);
        for (var frame = 0; frame < frames; frame++)
        {
            var row = rows.Slice(frame * size, size);
            for (var i = 0; i < size; i++)
            {
                var difference = row[i] - mean[i];
                factor[i] += difference * difference;
            }
        }

        for (var i = 0; i < size; i++)
        {
            factor[i] = 1 / MathF.Sqrt((factor[i] / Math.Max(1, frames - 1)) + Epsilon);
        }
    }
}
