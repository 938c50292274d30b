using System.Text.Json;
using EmotionAI.Audio;
using EmotionAI.Audio.Features;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.TorchZip;

namespace EmotionAI.Tests.Audio.Features.Parity;

/// <summary>Compares features with SpeechBrain's and with transformers', case by case of golden/audio/features/manifest.json.</summary>
public sealed class FeatureParityTests
{
    private static readonly Dictionary<string, JsonElement> Cases = JsonDocument
        .Parse(File.ReadAllText(Goldens.Path("golden", "audio", "features", "manifest.json"))).RootElement
        .GetProperty("cases").EnumerateArray()
        .Where(item => item.TryGetProperty("tolerance_abs", out _) && Goldens.Has($"golden/audio/{item.GetProperty("output").GetString()}"))
        .ToDictionary(item => item.GetProperty("id").GetString()!);

    public static TheoryData<string> FbankCases => CasesOf("speechbrain_fbank");

    public static TheoryData<string> NormalizationCases => CasesOf("speechbrain_norm");

    /// <summary>Gets the clips that are normalized alone; the padded batches of the reference are not what is done here.</summary>
    public static TheoryData<string> WaveformCases => [.. IdsOf("wav2vec2_normalize").Where(id => !id.Contains("padded_batch", StringComparison.Ordinal))];

    public static TheoryData<string> WhisperCases => CasesOf("whisper_logmel");

    [Theory]
    [MemberData(nameof(FbankCases))]
    public void Compute_SpeechBrainFbank_EqualsTheReference(string id)
    {
        var parameters = Cases[id].GetProperty("params");
        var rate = Int(parameters, "sample_rate", 16_000);
        var fbank = new SpeechBrainFbank(new SpeechBrainFbankOptions
        {
            SampleRate = rate,
            FftSize = Int(parameters, "n_fft", 400),
            MelBands = Int(parameters, "n_mels", 40),
            MinimumFrequency = Int(parameters, "f_min", 0),
            MaximumFrequency = Int(parameters, "f_max", rate / 2),
            WindowMilliseconds = Int(parameters, "win_length", 25),
            HopMilliseconds = Int(parameters, "hop_length", 10),
            FilterShape = parameters.TryGetProperty("filter_shape", out var shape) ? shape.GetString()! : "triangular",
            Deltas = parameters.TryGetProperty("deltas", out var deltas) && deltas.GetBoolean(),
            Context = parameters.TryGetProperty("context", out var context) && context.GetBoolean(),
            LeftFrames = Int(parameters, "left_frames", 5),
            RightFrames = Int(parameters, "right_frames", 5),
        });
        var samples = Samples(id);
        var features = new float[fbank.FrameCount(samples.Length) * fbank.FeatureSize];

        fbank.Compute(samples, features);

        AssertClose(id, features);
    }

    [Theory]
    [MemberData(nameof(NormalizationCases))]
    public void Apply_InputNormalization_EqualsTheReference(string id)
    {
        var parameters = Cases[id].GetProperty("params");
        var input = Cases[id].GetProperty("input");
        var features = Npy.ReadFloats(Goldens.Path("golden", "audio", input.GetProperty("features").GetString()!));
        var divides = parameters.GetProperty("std_norm").GetBoolean();
        var normalization = parameters.GetProperty("norm_type").GetString() == "sentence"
            ? InputNormalization.Sentence(divides, unbiased: parameters.TryGetProperty("generation", out _))
            : Global(Goldens.Path("golden", "audio", input.GetProperty("stats").GetString()!), divides);

        normalization.Apply(features, Cases[id].GetProperty("shape")[1].GetInt32());

        AssertClose(id, features);
    }

    [Theory]
    [MemberData(nameof(WhisperCases))]
    public void Compute_LogMelSpectrogram_EqualsTheReference(string id)
    {
        var parameters = Cases[id].GetProperty("params");
        var spectrogram = new LogMelSpectrogram(new LogMelOptions
        {
            MelBands = Int(parameters, "feature_size", 80),
            ChunkLength = Int(parameters, "chunk_length_s", 30) * 16_000,
            FftSize = Int(parameters, "n_fft", 400),
            HopLength = Int(parameters, "hop", 160),
        });
        var features = new float[spectrogram.MelBands * spectrogram.Frames];

        spectrogram.Compute(Samples(id), features);

        var stored = Cases[id].GetProperty("shape")[1].GetInt32();
        Assert.Equal(Cases[id].GetProperty("full_frames").GetInt32(), spectrogram.Frames);
        AssertClose(id, [.. Enumerable.Range(0, spectrogram.MelBands).SelectMany(band => features.AsSpan(band * spectrogram.Frames, stored).ToArray())]);
        if (Cases[id].GetProperty("tail_value").ValueKind == JsonValueKind.Number)
        {
            Assert.Equal(Cases[id].GetProperty("tail_value").GetSingle(), features[^1], 2e-3f);
        }
    }

    [Theory]
    [MemberData(nameof(WaveformCases))]
    public void Compute_WaveformNormalization_EqualsTheReference(string id)
    {
        var epsilon = Cases[id].GetProperty("params").TryGetProperty("eps", out var own) ? own.GetDouble() : WaveformNormalization.TransformersEpsilon;
        var samples = Samples(id);
        var normalization = new WaveformNormalization(16_000, epsilon);
        var features = new float[samples.Length];

        normalization.Compute(samples, features);

        Assert.Equal((1, samples.Length), normalization.Shape(samples.Length));
        AssertClose(id, features);
    }

    private static TheoryData<string> CasesOf(string extractor) => [.. IdsOf(extractor)];

    private static IEnumerable<string> IdsOf(string extractor) => Cases.Values.Where(item => item.GetProperty("extractor").GetString() == extractor).Select(item => item.GetProperty("id").GetString()!);

    private static InputNormalization Global(string path, bool divides)
    {
        using var statistics = new StateDictionary();
        TorchFile.Open(path, EmotionLimits.Default, statistics);
        Assert.True(statistics.TryGet("glob_mean", out var mean));
        Assert.True(statistics.TryGet("glob_std", out var deviation));
        return InputNormalization.Global(TensorReader.ToSingles(mean), divides ? TensorReader.ToSingles(deviation) : null);
    }

    private static float[] Samples(string id)
    {
        var input = Cases[id].GetProperty("input");
        var samples = input.TryGetProperty("npy", out var npy)
            ? Npy.ReadFloats(Goldens.Path("golden", "audio", npy.GetString()!))
            : AudioDecoder.Decode(Goldens.Path("data", "audio", input.GetProperty("clip").GetString()!)).Samples.ToArray();
        return samples[Int(input, "start", 0)..Int(input, "end", samples.Length)];
    }

    private static int Int(JsonElement parent, string key, int byDefault) => parent.TryGetProperty(key, out var value) ? value.GetInt32() : byDefault;

    private static void AssertClose(string id, float[] found)
    {
        var expected = Npy.ReadFloats(Goldens.Path("golden", "audio", Cases[id].GetProperty("output").GetString()!));
        var tolerance = Cases[id].GetProperty("tolerance_abs").GetDouble();
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance, $"{id}: value {i} is {found[i]:R}, expected {expected[i]:R}, tolerance {tolerance}.");
        }
    }
}
