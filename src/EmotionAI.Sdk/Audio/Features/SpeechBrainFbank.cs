using System.Buffers;
using System.Numerics.Tensors;
using EmotionAI.Audio.Dsp;

namespace EmotionAI.Audio.Features;

/// <summary>Computes log-mel energies in dB; follows <c>speechbrain.lobes.features.Fbank</c>, deltas and context included.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class SpeechBrainFbank
{
    private const float Floor = 1e-10f;
    private const float TopDecibels = 80;

    private readonly SpeechBrainFbankOptions _options;
    private readonly MelSpectrum _spectrum;

    /// <summary>Prepares window, transform and filters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The options have <see cref="SpeechBrainFbankOptions.Faults"/>.</exception>
    public SpeechBrainFbank(SpeechBrainFbankOptions options)
    {
        foreach (var (argument, found, allowed) in options.Faults())
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"{argument} is {found}; allowed: {allowed}.");
        }

        _options = options;
        var window = new float[options.FftSize];
        var hamming = WindowFunctions.PeriodicHamming(options.WindowLength);
        hamming.CopyTo(window, (options.FftSize - hamming.Length) / 2);
        _spectrum = new MelSpectrum(window, options.HopLength, MelBank.SpeechBrain(options, (options.FftSize / 2) + 1), Floor, (float)(10 / Math.Log(10)));
    }

    public int SampleRate => _options.SampleRate;

    /// <summary>Gets the number of values of a frame.</summary>
    public int FeatureSize => StackedSize * (_options.Context ? _options.LeftFrames + 1 + _options.RightFrames : 1);

    private int StackedSize => _options.MelBands * (_options.Deltas ? 3 : 1);

    /// <summary>Gives the number of frames of so many samples, as <c>torch.stft</c> does.</summary>
    public int FrameCount(int sampleCount) => FeatureBounds.FramesOf(sampleCount, _options.FftSize, _options.HopLength);

    /// <summary>Computes the features.</summary>
    /// <param name="samples">The samples at <see cref="SampleRate"/>, finite.</param>
    /// <param name="features">Receives <c>[frames, features]</c>.</param>
    public void Compute(ReadOnlySpan<float> samples, Span<float> features)
    {
        var frames = FrameCount(samples.Length);
        if (frames == 0)
        {
            return;
        }

        if (!_options.Deltas && !_options.Context)
        {
            ComputeDecibels(samples, frames, features);
            return;
        }

        var stacked = ArrayPool<float>.Shared.Rent(frames * StackedSize);
        var plain = ArrayPool<float>.Shared.Rent(frames * _options.MelBands);
        ComputeDecibels(samples, frames, plain.AsSpan(0, frames * _options.MelBands));
        if (_options.Deltas)
        {
            FrameStacking.AddDeltas(plain, frames, _options.MelBands, stacked);
        }
        else
        {
            plain.AsSpan(0, frames * _options.MelBands).CopyTo(stacked);
        }

        if (_options.Context)
        {
            FrameStacking.AddContext(stacked, frames, StackedSize, _options.LeftFrames, _options.RightFrames, features);
        }
        else
        {
            stacked.AsSpan(0, frames * StackedSize).CopyTo(features);
        }

        ArrayPool<float>.Shared.Return(stacked);
        ArrayPool<float>.Shared.Return(plain);
    }

    private void ComputeDecibels(ReadOnlySpan<float> samples, int frames, Span<float> decibels)
    {
        var scratch = _spectrum.Rent();
        for (var frame = 0; frame < frames; frame += PowerSpectrum.Frames)
        {
            var start = (frame * _options.HopLength) - (_options.FftSize / 2);
            var bands = _spectrum.Compute(_spectrum.Extract(samples, start, scratch, out _), scratch, out _);
            FrameRows.Write(bands, Math.Min(PowerSpectrum.Frames, frames - frame), decibels[(frame * _options.MelBands)..], _options.MelBands);
        }

        _spectrum.Return(scratch);
        decibels = decibels[..(frames * _options.MelBands)];
        TensorPrimitives.Max(decibels, TensorPrimitives.Max<float>(decibels) - TopDecibels, decibels);
    }
}
