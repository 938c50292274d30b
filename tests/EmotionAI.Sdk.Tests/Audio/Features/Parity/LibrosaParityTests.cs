using EmotionAI.Audio.Dsp;
using EmotionAI.Audio.Features;

namespace EmotionAI.Tests.Audio.Features.Parity;

/// <summary>Compares the parts that features are made of with librosa, which no model here reads: transform, window, Slaney's mel bank, deltas, normalisation. Another oracle than that of the models.</summary>
public sealed class LibrosaParityTests
{
    private const int SampleRate = 16_000;
    private const float Least = 1e-10f;
    private const float Range = 80;

    /// <summary>What librosa has and no model of this library reads, so that it is not built.</summary>
    private static readonly Dictionary<string, string> NotBuilt = new()
    {
        ["librosa/melspectrogram_htk"] = "HTK's scale with Slaney's norm",
        ["librosa/mfcc40_htk_lifter"] = "HTK's scale with Slaney's norm",
        ["librosa/mfcc_default_sr22050"] = "Whisper's bank ends at 8,000 Hz, whatever the rate",
        ["librosa/delta_w9_interp"] = "Savitzky-Golay over 9 frames; SpeechBrain's deltas are over 5",
        ["librosa/delta2_w9_interp"] = "Savitzky-Golay over 9 frames; SpeechBrain's deltas are over 5",
        ["librosa/preemphasis_0.97"] = "over a whole clip; Kaldi's is frame by frame",
        ["librosa/preemphasis_0.95"] = "over a whole clip; Kaldi's is frame by frame",
        ["librosa/preemphasis_plain_0.97"] = "over a whole clip; Kaldi's is frame by frame",
    };

    private static readonly Dictionary<string, Func<string, float[]>> Computed = new()
    {
        ["librosa/melspectrogram_default_sr16k"] = id => Mel(id, 2_048, 512, 128),
        ["librosa/melspectrogram_slaney"] = id => Mel(id, 400, 160, 80),
        ["librosa/mel_db_refmax"] = id => Decibels(Mel(id, 2_048, 512, 128), isRelative: true),
        ["librosa/mfcc_default_sr16k"] = id => Cosines(Decibels(Mel(id, 2_048, 512, 128), isRelative: false), 128, 20),
        ["librosa/delta_w5_nearest"] = Deltas,
        ["librosa/cmn"] = id => Normalized(id, divides: false),
        ["librosa/cmvn"] = id => Normalized(id, divides: true),
    };

    public static TheoryData<string> Ids => [.. FeatureCases.IdsOf("librosa").Where(Computed.ContainsKey)];

    [SharedTheory("golden/audio/features/librosa")]
    [MemberData(nameof(Ids))]
    public void Compute_PartsOfFeatures_EqualLibrosa(string id) => FeatureCases.AssertClose(id, Computed[id](id));

    [SharedFact("golden/audio/features/librosa")]
    public void Cases_Each_IsComparedOrNotBuilt() =>
        Assert.Equal(FeatureCases.IdsOf("librosa").Order(StringComparer.Ordinal), Computed.Keys.Concat(NotBuilt.Keys).Order(StringComparer.Ordinal));

    /// <summary>Computes power in mel bands, <c>[band, frame]</c>, of frames around every hop, zeros beyond the ends.</summary>
    private static float[] Mel(string id, int length, int hop, int bands)
    {
        var samples = FeatureCases.Samples(id);
        var spectrum = new MelSpectrum(WindowFunctions.PeriodicHann(length), hop, MelBank.Slaney(bands, (length / 2) + 1, SampleRate), float.Epsilon, 1);
        var frames = 1 + (samples.Length / hop);
        var mel = new float[bands * frames];
        var scratch = spectrum.Rent();
        for (var first = 0; first < frames; first += PowerSpectrum.Frames)
        {
            var logarithms = spectrum.Compute(spectrum.Extract(samples, (first * hop) - (length / 2), scratch, out _), scratch, out _);
            for (var band = 0; band < bands; band++)
            {
                for (var i = 0; i < PowerSpectrum.Frames && first + i < frames; i++)
                {
                    mel[(band * frames) + first + i] = MathF.Exp(logarithms[band][i]);
                }
            }
        }

        return mel;
    }

    private static float[] Decibels(float[] mel, bool isRelative)
    {
        var reference = isRelative ? 10 * MathF.Log10(mel.Max()) : 0;
        float[] levels = [.. mel.Select(power => (10 * MathF.Log10(Math.Max(power, Least))) - reference)];
        var floor = levels.Max() - Range;
        return [.. levels.Select(level => Math.Max(level, floor))];
    }

    /// <summary>Takes the orthonormal cosine transform of each frame.</summary>
    private static float[] Cosines(float[] levels, int bands, int coefficients)
    {
        var frames = levels.Length / bands;
        var result = new float[coefficients * frames];
        for (var i = 0; i < coefficients; i++)
        {
            for (var frame = 0; frame < frames; frame++)
            {
                var sum = Enumerable.Range(0, bands).Sum(band => levels[(band * frames) + frame] * Math.Cos(Math.PI / bands * (band + 0.5) * i));
                result[(i * frames) + frame] = (float)(sum * Math.Sqrt((i == 0 ? 1.0 : 2.0) / bands));
            }
        }

        return result;
    }

    private static float[] Deltas(string id)
    {
        var (features, frames, size) = Input(id);
        var stacked = new float[features.Length * 3];
        FrameStacking.AddDeltas(features, frames, size, stacked);
        return Turned([.. stacked.Chunk(3 * size).SelectMany(frame => frame[size..(2 * size)])], frames);
    }

    private static float[] Normalized(string id, bool divides)
    {
        var (features, frames, size) = Input(id);
        InputNormalization.Sentence(divides, unbiased: false).Apply(features, size);
        return Turned(features, frames);
    }

    /// <summary>Reads features that are stored as <c>[size, frames]</c>.</summary>
    private static (float[] Features, int Frames, int Size) Input(string id)
    {
        var size = FeatureCases.Get(id).GetProperty("shape")[0].GetInt32();
        var stored = Npy.ReadFloats(Goldens.Path("golden", "audio", FeatureCases.Get(id).GetProperty("input").GetProperty("features").GetString()!));
        return (Turned(stored, size), stored.Length / size, size);
    }

    private static float[] Turned(float[] values, int rows) =>
        [.. Enumerable.Range(0, values.Length / rows).SelectMany(column => Enumerable.Range(0, rows).Select(row => values[(row * (values.Length / rows)) + column]))];
}
