using System.Buffers;
using System.Numerics.Tensors;

namespace EmotionAI.Audio.Features;

/// <summary>Computes cepstral coefficients of a <see cref="KaldiFbank"/>; follows <c>torchaudio.compliance.kaldi.mfcc</c> without energy.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class KaldiMfcc
{
    private readonly KaldiFbank _fbank;
    private readonly float[] _cosines;

    /// <summary>Prepares the filter bank and the cosine transform.</summary>
    /// <param name="fbank">The filter bank, without energy.</param>
    /// <param name="coefficients">The number of coefficients (<c>num_ceps</c>), at most that of the bands.</param>
    /// <param name="lifter">The period of the lifter (<c>cepstral_lifter</c>); 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more coefficients than bands, or none.</exception>
    public KaldiMfcc(KaldiFbank fbank, int coefficients = 13, double lifter = 22)
    {
        var bands = fbank.FeatureSize;
        ArgumentOutOfRangeException.ThrowIfLessThan(coefficients, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(coefficients, bands);
        _fbank = fbank;
        Coefficients = coefficients;
        _cosines = new float[coefficients * bands];
        for (var i = 0; i < coefficients; i++)
        {
            var scale = Math.Sqrt((i == 0 ? 1.0 : 2.0) / bands) * (lifter == 0 ? 1 : 1 + (lifter / 2 * Math.Sin(Math.PI * i / lifter)));
            for (var band = 0; band < bands; band++)
            {
                _cosines[(i * bands) + band] = (float)(scale * Math.Cos(Math.PI / bands * (band + 0.5) * i));
            }
        }
    }

    /// <summary>Gets the number of values of a frame.</summary>
    public int Coefficients { get; }

    /// <summary>Gives the number of frames of so many samples.</summary>
    public int FrameCount(int sampleCount) => _fbank.FrameCount(sampleCount);

    /// <summary>Computes the coefficients.</summary>
    /// <param name="samples">The samples, full scale 1, finite.</param>
    /// <param name="features">Receives <c>[frames, coefficients]</c>.</param>
    public void Compute(ReadOnlySpan<float> samples, Span<float> features)
    {
        var (frames, bands) = (FrameCount(samples.Length), _fbank.FeatureSize);
        var rented = ArrayPool<float>.Shared.Rent(Math.Max(1, frames * bands));
        _fbank.Compute(samples, frames, rented);
        for (var frame = 0; frame < frames; frame++)
        {
            var row = rented.AsSpan(frame * bands, bands);
            for (var i = 0; i < Coefficients; i++)
            {
                features[(frame * Coefficients) + i] = TensorPrimitives.Dot(row, _cosines.AsSpan(i * bands, bands));
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }
}
