using System.Numerics.Tensors;
using EmotionAI.Audio.Voice;

namespace EmotionAI.Audio;

/// <summary>Describes a voice by the classical numbers of phonetics; made by <see cref="Measure(AudioClip, CancellationToken)"/>.</summary>
/// <remarks>
/// <para>Immutable and safe for concurrent use. Everything is measured on the mean of the channels at 16 kHz; other rates are resampled first, so that recordings compare. What cannot be measured is null, never a number that is none, and <see cref="Gap"/> says why.</para>
/// <para>The numbers describe sound. Microphone, room and codec are in them, and no emotion or illness follows from any.</para>
/// </remarks>
/// <example><code>
/// var voice = VoiceDescriptors.Measure(AudioDecoder.Decode("call.wav"));
/// Console.WriteLine($"{voice.PitchMedian:F0} Hz, {voice.HarmonicsToNoise:F1} dB, {voice.Gap}");
/// </code></example>
public sealed record VoiceDescriptors
{
    private const int SampleRate = 16_000;

    /// <summary>The highest rate that is resampled, in Hz.</summary>
    private const int HighestRate = 768_000;

    private VoiceDescriptors()
    {
    }

    /// <summary>Gets how long the sound is.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Gets why something is missing; null where everything is there.</summary>
    public VoiceDescriptorGap? Gap { get; init; }

    /// <summary>Gets the level: the root mean square without the offset, in dB of full scale (a full-scale sine has -3.01).</summary>
    public double? Level { get; init; }

    /// <summary>Gets the share of frames that have a pitch, 0 to 1, of all frames of 10 ms, pauses among them.</summary>
    public double? VoicedShare { get; init; }

    /// <summary>Gets the median pitch of the voiced frames, in Hz, by the autocorrelation of Boersma (1993) as in Praat's <c>To Pitch (ac)</c> with its defaults: 75 to 600 Hz, 10 ms.</summary>
    public double? PitchMedian { get; init; }

    /// <summary>Gets the pitch that 5 % of the voiced frames are below, in Hz.</summary>
    public double? PitchLow { get; init; }

    /// <summary>Gets the pitch that 5 % of the voiced frames are above, in Hz.</summary>
    public double? PitchHigh { get; init; }

    /// <summary>Gets the distance of <see cref="PitchLow"/> and <see cref="PitchHigh"/>, in semitones.</summary>
    public double? PitchRange { get; init; }

    /// <summary>Gets Praat's local jitter: the mean difference of neighbouring periods over the mean period; 0.01 is 1 %. Null where fewer than three pairs of periods are found.</summary>
    public double? Jitter { get; init; }

    /// <summary>Gets Praat's local shimmer: the mean difference of the amplitudes of neighbouring periods over the mean amplitude; 0.05 is 5 %. Null where fewer than three pairs of periods are found.</summary>
    public double? Shimmer { get; init; }

    /// <summary>Gets the harmonics-to-noise ratio, in dB: the mean of 10·log10(r / (1 - r)) over the voiced frames, where r is the highest normalised cross-correlation of 13 ms with the sound up to 13 ms later, as in Praat's <c>To Harmonicity (cc)</c>.</summary>
    public double? HarmonicsToNoise { get; init; }

    /// <summary>Gets the mean frequency of the magnitude spectrum, in Hz.</summary>
    public double? SpectralCentroid { get; init; }

    /// <summary>Gets the standard deviation of the magnitude spectrum around <see cref="SpectralCentroid"/>, in Hz.</summary>
    public double? SpectralSpread { get; init; }

    /// <summary>Gets the frequency below which 85 % of the magnitude spectrum lie, in Hz.</summary>
    public double? SpectralRollOff { get; init; }

    /// <summary>Gets the geometric over the arithmetic mean of the power spectrum, 0 for a tone to 1 for a flat spectrum; the mean of white noise in one frame is 0.56.</summary>
    public double? SpectralFlatness { get; init; }

    /// <summary>Gets the means of 13 mel-frequency cepstral coefficients, the first of them the energy; none where they cannot be measured. 25 ms Hamming windows each 10 ms, 26 triangular mel bands to 8 kHz, natural logarithm of the power (from 1e-10 on), orthonormal DCT-II, no lifter.</summary>
    public IReadOnlyList<double> Mfcc { get; init => field = Frozen.Copy(value); } = [];

    /// <summary>Gets every number by the name it has in the tool's JSON, <c>mfcc0</c> to <c>mfcc12</c> among them; null for what is missing.</summary>
    public IReadOnlyList<KeyValuePair<string, double?>> Values => Array.AsReadOnly(List());

    /// <summary>Measures a clip.</summary>
    /// <param name="clip">The clip, of any sample rate to 768 kHz and number of channels.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The descriptors.</returns>
    /// <exception cref="EmotionAIException">The clip has samples that are not finite, or a higher rate.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public static VoiceDescriptors Measure(AudioClip clip, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return Measure(clip, 0, clip.FrameCount, cancellationToken);
    }

    /// <summary>Measures a part of a clip, such as a segment with one emotion.</summary>
    /// <param name="clip">The clip, of any sample rate to 768 kHz and number of channels.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="end">Where it ends; what is beyond the clip is cut off.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The descriptors of the part alone.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="start"/> is before the clip or behind it, or <paramref name="end"/> is before <paramref name="start"/>.</exception>
    /// <exception cref="EmotionAIException">The part has samples that are not finite, or the clip a higher rate.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public static VoiceDescriptors Measure(AudioClip clip, TimeSpan start, TimeSpan end, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentOutOfRangeException.ThrowIfLessThan(start, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, clip.Duration);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        return Measure(clip, FrameOf(clip, start), FrameOf(clip, end), cancellationToken);
    }

    private static int FrameOf(AudioClip clip, TimeSpan time) => (int)Math.Min(clip.FrameCount, Math.Round(time.TotalSeconds * clip.SampleRate));

    private static VoiceDescriptors Measure(AudioClip clip, int start, int end, CancellationToken cancellationToken)
    {
        if (clip.SampleRate > HighestRate)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, Invariant($"The clip has a rate of {clip.SampleRate} Hz; {HighestRate} Hz at most are allowed."));
        }

        var samples = DiscreteSignalExtensions.Mix(clip, start, end);
        if (samples.Length > 0 && !TensorPrimitives.IsFiniteAll<float>(samples))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, "The clip has samples that are no finite numbers.");
        }

        var duration = TimeSpan.FromSeconds((double)samples.Length / clip.SampleRate);
        if (samples.Length == 0 || samples.AsSpan().IndexOfAnyExcept(samples[0]) < 0)
        {
            return new VoiceDescriptors { Duration = duration, Gap = samples.Length == 0 ? VoiceDescriptorGap.TooShort : VoiceDescriptorGap.Silent };
        }

        return VoiceMeasurement.Of(Resample(samples, clip.SampleRate), new VoiceDescriptors { Duration = duration }, cancellationToken);
    }

    private static float[] Resample(float[] samples, int sampleRate)
    {
        if (sampleRate == SampleRate)
        {
            return samples;
        }

        var resampler = new Resampler(sampleRate, SampleRate);
        var resampled = new float[resampler.OutputLength(samples.Length)];
        resampler.Resample(samples, resampled);
        return resampled;
    }

    private KeyValuePair<string, double?>[] List() =>
    [
        new("level", Level),
        new("voicedShare", VoicedShare),
        new("pitchMedian", PitchMedian),
        new("pitchLow", PitchLow),
        new("pitchHigh", PitchHigh),
        new("pitchRange", PitchRange),
        new("jitter", Jitter),
        new("shimmer", Shimmer),
        new("harmonicsToNoise", HarmonicsToNoise),
        new("spectralCentroid", SpectralCentroid),
        new("spectralSpread", SpectralSpread),
        new("spectralRollOff", SpectralRollOff),
        new("spectralFlatness", SpectralFlatness),
        .. Enumerable.Range(0, CepstralMeans.Count).Select(i => new KeyValuePair<string, double?>(Invariant($"mfcc{i}"), i < Mfcc.Count ? Mfcc[i] : null)),
    ];
}
