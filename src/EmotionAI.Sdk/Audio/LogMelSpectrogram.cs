using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using EmotionAI.Audio.Dsp;
using EmotionAI.Audio.Features;

namespace EmotionAI.Audio;

/// <summary>Computes the log-mel spectrogram that Whisper models read; follows <c>WhisperFeatureExtractor</c> of transformers.</summary>
/// <remarks>Safe for concurrent use. Nothing is allocated by a call once its buffers are pooled.</remarks>
public sealed class LogMelSpectrogram : IAudioFeatures
{
    private const float Floor = 1e-10f;
    private const float SilenceLog = -10;
    private const float DynamicRange = 8;

    private readonly LogMelOptions _options;
    private readonly MelSpectrum _spectrum;

    /// <summary>Prepares window, transform and filters.</summary>
    /// <param name="options">The set-up, which is copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public LogMelSpectrogram(LogMelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = new LogMelOptions
        {
            SampleRate = options.SampleRate,
            FftSize = options.FftSize,
            HopLength = options.HopLength,
            MelBands = options.MelBands,
            ChunkLength = options.ChunkLength,
        };
        var bank = MelBank.Slaney(_options.MelBands, (_options.FftSize / 2) + 1, _options.SampleRate);
        _spectrum = new MelSpectrum(WindowFunctions.PeriodicHann(_options.FftSize), bank, Floor, (float)(1 / Math.Log(10)));
    }

    /// <summary>Gets the sample rate, in Hz.</summary>
    public int SampleRate => _options.SampleRate;

    /// <summary>Gets the number of mel bands.</summary>
    public int MelBands => _options.MelBands;

    /// <summary>Gets the number of frames, whatever the length of the clip.</summary>
    public int Frames => _options.ChunkLength / _options.HopLength;

    /// <summary>Computes the spectrogram.</summary>
    /// <param name="samples">The samples at <see cref="SampleRate"/>, mono, full scale 1; fewer than a chunk are padded with zeros, more are cut.</param>
    /// <param name="features">Receives <c>[mels, frames]</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="features"/> is too short.</exception>
    public void Compute(ReadOnlySpan<float> samples, Span<float> features)
    {
        if (features.Length < MelBands * Frames)
        {
            throw new ArgumentException($"There is room for {features.Length} values; {MelBands} × {Frames} are needed.", nameof(features));
        }

        features = features[..(MelBands * Frames)];
        samples = samples[..Math.Min(samples.Length, _options.ChunkLength)];

        // What comes after the last sample is all zeros and need not be computed, unless the reflected end holds samples.
        var reach = samples.Length + (_options.FftSize / 2);
        var sounding = reach > _options.ChunkLength - (_options.FftSize / 2) ? Frames : Math.Min(Frames, (reach + _options.HopLength - 1) / _options.HopLength);
        features.Fill(SilenceLog);
        ComputeFrames(samples, sounding, features);
        var largest = TensorPrimitives.Max<float>(features);
        TensorPrimitives.Max(features, largest - DynamicRange, features);
        TensorPrimitives.Add(features, 4f, features);
        TensorPrimitives.Multiply(features, 0.25f, features);
    }

    (int Second, int Third) IAudioFeatures.Shape(int sampleCount) => (MelBands, Frames);

    private void ComputeFrames(ReadOnlySpan<float> samples, int frames, Span<float> features)
    {
        var length = ((frames + PowerSpectrum.Frames) * _options.HopLength) + _options.FftSize;
        var padded = ArrayPool<float>.Shared.Rent(length);
        var scratch = _spectrum.Rent();
        Reflect(samples, padded.AsSpan(0, length));
        for (var frame = 0; frame < frames; frame += PowerSpectrum.Frames)
        {
            var bands = _spectrum.Compute(padded.AsSpan(frame * _options.HopLength), _options.HopLength, scratch);
            var count = Math.Min(PowerSpectrum.Frames, frames - frame);
            for (var band = 0; band < bands.Length; band++)
            {
                var target = features.Slice((band * Frames) + frame, count);
                if (count == PowerSpectrum.Frames)
                {
                    bands[band].CopyTo(target);
                }
                else
                {
                    CopyLanes(bands[band], target);
                }
            }
        }

        _spectrum.Return(scratch);
        ArrayPool<float>.Shared.Return(padded);
    }

    private static void CopyLanes(Vector256<float> lanes, Span<float> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = lanes[i];
        }
    }

    /// <summary>Writes the chunk with half a frame reflected at both ends, as far as <paramref name="padded"/> reaches.</summary>
    private void Reflect(ReadOnlySpan<float> samples, Span<float> padded)
    {
        var half = _options.FftSize / 2;
        padded.Clear();
        samples[..Math.Min(samples.Length, padded.Length - half)].CopyTo(padded[half..]);
        for (var i = 1; i <= half; i++)
        {
            padded[half - i] = i < samples.Length ? samples[i] : 0;
            var end = half + _options.ChunkLength - 1 + i;
            if (end < padded.Length && _options.ChunkLength - 1 - i < samples.Length)
            {
                padded[end] = samples[_options.ChunkLength - 1 - i];
            }
        }
    }
}
