using System.Text.Json;
using EmotionAI.Audio;
using EmotionAI.Audio.Features;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.TorchZip;

namespace EmotionAI.Tests.Audio.Features.Parity;

/// <summary>Compares features with SpeechBrain's and with transformers', case by case of golden/audio/features/manifest.json.</summary>
public sealed class FeatureParityTests
{
    public static TheoryData<string> FbankCases => FeatureCases.Of("speechbrain_fbank");

    public static TheoryData<string> NormalizationCases => FeatureCases.Of("speechbrain_norm");

    /// <summary>Gets the clips that are normalized alone; the padded batches of the reference are not what is done here.</summary>
    public static TheoryData<string> WaveformCases => [.. FeatureCases.IdsOf("wav2vec2_normalize").Where(id => !id.Contains("padded_batch", StringComparison.Ordinal))];

    public static TheoryData<string> WhisperCases => FeatureCases.Of("whisper_logmel");

    [Theory]
    [MemberData(nameof(FbankCases))]
    public void Compute_SpeechBrainFbank_EqualsTheReference(string id)
    {
        var parameters = FeatureCases.Parameters(id);
        var rate = FeatureCases.Int(parameters, "sample_rate", 16_000);
        var fbank = new SpeechBrainFbank(new SpeechBrainFbankOptions
        {
            SampleRate = rate,
            FftSize = FeatureCases.Int(parameters, "n_fft", 400),
            MelBands = FeatureCases.Int(parameters, "n_mels", 40),
            MinimumFrequency = FeatureCases.Int(parameters, "f_min", 0),
            MaximumFrequency = FeatureCases.Int(parameters, "f_max", rate / 2),
            WindowMilliseconds = FeatureCases.Int(parameters, "win_length", 25),
            HopMilliseconds = FeatureCases.Int(parameters, "hop_length", 10),
            FilterShape = FeatureCases.Text(parameters, "filter_shape", "triangular"),
            Deltas = FeatureCases.Flag(parameters, "deltas", false),
            Context = FeatureCases.Flag(parameters, "context", false),
            LeftFrames = FeatureCases.Int(parameters, "left_frames", 5),
            RightFrames = FeatureCases.Int(parameters, "right_frames", 5),
        });
        var samples = FeatureCases.Samples(id);
        var features = new float[fbank.FrameCount(samples.Length) * fbank.FeatureSize];

        fbank.Compute(samples, features);

        FeatureCases.AssertClose(id, features);
    }

    [Theory]
    [MemberData(nameof(NormalizationCases))]
    public void Apply_InputNormalization_EqualsTheReference(string id)
    {
        var parameters = FeatureCases.Parameters(id);
        var input = FeatureCases.Get(id).GetProperty("input");
        var features = Npy.ReadFloats(Goldens.Path("golden", "audio", input.GetProperty("features").GetString()!));
        var divides = parameters.GetProperty("std_norm").GetBoolean();
        var normalization = parameters.GetProperty("norm_type").GetString() == "sentence"
            ? InputNormalization.Sentence(divides, unbiased: parameters.TryGetProperty("generation", out _))
            : Global(Goldens.Path("golden", "audio", input.GetProperty("stats").GetString()!), divides);

        normalization.Apply(features, FeatureCases.Get(id).GetProperty("shape")[1].GetInt32());

        FeatureCases.AssertClose(id, features);
    }

    [Theory]
    [MemberData(nameof(WhisperCases))]
    public void Compute_LogMelSpectrogram_EqualsTheReference(string id)
    {
        var parameters = FeatureCases.Parameters(id);
        var spectrogram = new LogMelSpectrogram(new LogMelOptions
        {
            MelBands = FeatureCases.Int(parameters, "feature_size", 80),
            ChunkLength = FeatureCases.Int(parameters, "chunk_length_s", 30) * 16_000,
            FftSize = FeatureCases.Int(parameters, "n_fft", 400),
            HopLength = FeatureCases.Int(parameters, "hop", 160),
        });
        var features = new float[spectrogram.MelBands * spectrogram.Frames];

        spectrogram.Compute(FeatureCases.Samples(id), features);

        var stored = FeatureCases.Get(id).GetProperty("shape")[1].GetInt32();
        Assert.Equal(FeatureCases.Get(id).GetProperty("full_frames").GetInt32(), spectrogram.Frames);
        FeatureCases.AssertClose(id, [.. Enumerable.Range(0, spectrogram.MelBands).SelectMany(band => features.AsSpan(band * spectrogram.Frames, stored).ToArray())]);
        if (FeatureCases.Get(id).GetProperty("tail_value").ValueKind == JsonValueKind.Number)
        {
            Assert.Equal(FeatureCases.Get(id).GetProperty("tail_value").GetSingle(), features[^1], 2e-3f);
        }
    }

    [Theory]
    [MemberData(nameof(WaveformCases))]
    public void Compute_WaveformNormalization_EqualsTheReference(string id)
    {
        var epsilon = FeatureCases.Number(FeatureCases.Parameters(id), "eps", WaveformNormalization.TransformersEpsilon);
        var samples = FeatureCases.Samples(id);
        var normalization = new WaveformNormalization(16_000, epsilon);
        var features = new float[samples.Length];

        normalization.Compute(samples, features);

        Assert.Equal((1, samples.Length), normalization.Shape(samples.Length));
        FeatureCases.AssertClose(id, features);
    }

    private static InputNormalization Global(string path, bool divides)
    {
        using var statistics = new StateDictionary();
        TorchFile.Open(path, EmotionLimits.Default, statistics);
        Assert.True(statistics.TryGet("glob_mean", out var mean));
        Assert.True(statistics.TryGet("glob_std", out var deviation));
        return InputNormalization.Global(TensorReader.ToSingles(mean), divides ? TensorReader.ToSingles(deviation) : null);
    }
}
