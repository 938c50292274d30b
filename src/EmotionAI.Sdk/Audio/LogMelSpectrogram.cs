using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using EmotionAI.Audio.Dsp;
using EmotionAI.Audio.Features;

namespace EmotionAI.Audio;

/// <summary>Computes the log-mel spectrogram that Whisper models read; follows <c>WhisperFeatureExtractor</c> of transformers.</summary>
/// <remarks>Safe for concurrent use. Nothing is allocated by a call once the instance holds scratch for as many calls as run at once.</remarks>
/// <example><code>
/// var spectrogram = new LogMelSpectrogram(new LogMelOptions());
/// var features = new float[spectrogram.MelBands * spectrogram.Frames];
/// spectrogram.Compute(samples, features);
/// </code></example>
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
        _spectrum = new MelSpectrum(WindowFunctions.PeriodicHann(_options.FftSize), _options.HopLength, bank, Floor, (float)(1 / Math.Log(10)));
    }

    /// <summary>Gets the sample rate, in Hz.</summary>
    public int SampleRate => _options.SampleRate;

    /// <summary>Gets the number of mel bands.</summary>
    public int MelBands => _options.MelBands;

    /// <summary>Gets the number of frames, whatever the length of the clip.</summary>
    public int Frames => _options.Frames;

    /// <summary>Computes the spectrogram.</summary>
    /// <param name="samples">The samples at <see cref="SampleRate"/>, mono, full scale 1; fewer than a chunk are padded with zeros, more are cut.</param>
    /// <param name="features">Receives <c>[mels, frames]</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="features"/> is too short, or a sample of the chunk is NaN or infinite.</exception>
    public void Compute(ReadOnlySpan<float> samples, Span<float> features)
    {
        samples = samples[..Math.Min(samples.Length, _options.ChunkLength)];
        if (!samples.IsEmpty && !TensorPrimitives.IsFiniteAll(samples))
        {
            var index = 0;
            while (float.IsFinite(samples[index]))
            {
                index++;
            }

            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Sample {index} is {samples[index]}; finite numbers are needed."), nameof(samples));
        }

        if (features.Length < MelBands * Frames)
        {
            throw new ArgumentException(Invariant($"There is room for {features.Length} values; {MelBands} × {Frames} are needed."), nameof(features));
        }

        ComputeFinite(samples, features[..(MelBands * Frames)]);
    }

    (int Second, int Third) IAudioFeatures.Shape(int sampleCount) => (MelBands, Frames);

    void IAudioFeatures.Compute(ReadOnlySpan<float> samples, Span<float> features) =>
        ComputeFinite(samples[..Math.Min(samples.Length, _options.ChunkLength)], features[..(MelBands * Frames)]);

    private void ComputeFinite(ReadOnlySpan<float> samples, Span<float> features)
    {
        // What comes after the last sample is all zeros and need not be computed, unless the reflected end holds samples.
        var reach = samples.Length + (_options.FftSize / 2);
        var sounding = reach > _options.ChunkLength - (_options.FftSize / 2) ? Frames : Math.Min(Frames, (reach + _options.HopLength - 1) / _options.HopLength);
        var largest = ComputeFrames(samples, sounding, features);
        if (sounding < Frames)
        {
            largest = Math.Max(largest, SilenceLog);
            for (var band = 0; band < MelBands; band++)
            {
                features.Slice((band * Frames) + sounding, Frames - sounding).Fill(SilenceLog);
            }
        }

        Scale(features, largest - DynamicRange);
    }

    /// <summary>Writes the logarithms of the first frames.</summary>
    /// <returns>The largest.</returns>
    private float ComputeFrames(ReadOnlySpan<float> samples, int frames, Span<float> features)
    {
        var scratch = _spectrum.Rent();
        var largest = float.NegativeInfinity;
        for (var frame = 0; frame < frames; frame += PowerSpectrum.Frames)
        {
            var start = (frame * _options.HopLength) - (_options.FftSize / 2);
            var source = _spectrum.Extract(samples, start, scratch, out var edge);
            Reflect(samples, start, edge);
            var bands = _spectrum.Compute(source, scratch, out _);
            var count = Math.Min(PowerSpectrum.Frames, frames - frame);
            largest = Math.Max(largest, count == PowerSpectrum.Frames
                ? Write(bands, features[frame..])
                : Write(bands, features[frame..], count));
        }

        _spectrum.Return(scratch);
        return largest;
    }

    private float Write(ReadOnlySpan<Vector256<float>> bands, Span<float> features)
    {
        var largest = Vector256.Create(float.NegativeInfinity);
        for (var band = 0; band < bands.Length; band++)
        {
            largest = Vector256.Max(largest, bands[band]);
            bands[band].CopyTo(features[(band * Frames)..]);
        }

        return Largest(largest, PowerSpectrum.Frames);
    }

    private float Write(ReadOnlySpan<Vector256<float>> bands, Span<float> features, int count)
    {
        var largest = float.NegativeInfinity;
        for (var band = 0; band < bands.Length; band++)
        {
            largest = Math.Max(largest, Largest(bands[band], count));
            for (var lane = 0; lane < count; lane++)
            {
                features[(band * Frames) + lane] = bands[band][lane];
            }
        }

        return largest;
    }

    private static float Largest(Vector256<float> lanes, int count)
    {
        var largest = lanes[0];
        for (var lane = 1; lane < count; lane++)
        {
            largest = Math.Max(largest, lanes[lane]);
        }

        return largest;
    }

    /// <summary>Computes <c>(max(x, floor) + 4) / 4</c> in place.</summary>
    private static void Scale(Span<float> features, float floor)
    {
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(features);
        var (lowest, quarter) = (Vector256.Create(floor), Vector256.Create(0.25f));
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = Vector256.FusedMultiplyAdd(Vector256.Max(vectors[i], lowest), quarter, Vector256<float>.One);
        }

        for (var i = vectors.Length * Vector256<float>.Count; i < features.Length; i++)
        {
            features[i] = float.FusedMultiplyAdd(Math.Max(features[i], floor), 0.25f, 1);
        }
    }

    /// <summary>Writes what lies before and behind the chunk: its own samples, reflected.</summary>
    /// <param name="samples">The samples; behind them, the chunk is zero.</param>
    /// <param name="start">The place of the first sample of <paramref name="edge"/> in the chunk.</param>
    /// <param name="edge">The samples of a few frames, zeros where there are none; empty where they all lie inside.</param>
    private void Reflect(ReadOnlySpan<float> samples, int start, Span<float> edge)
    {
        for (var i = 0; i < edge.Length; i++)
        {
            var place = start + i;
            var source = place < 0 ? -place : (2 * (_options.ChunkLength - 1)) - place;
            if ((place < 0 || place >= _options.ChunkLength) && source >= 0 && source < samples.Length)
            {
                edge[i] = samples[source];
            }
        }
    }
}
