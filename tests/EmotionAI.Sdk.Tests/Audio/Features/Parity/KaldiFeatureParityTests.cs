using System.Text.Json;
using EmotionAI.Audio.Features;

namespace EmotionAI.Tests.Audio.Features.Parity;

/// <summary>Compares what is made of Kaldi's filter bank with torchaudio and with transformers, case by case of golden/audio/features/manifest.json.</summary>
public sealed class KaldiFeatureParityTests
{
    private const float TailTolerance = 1e-5f;

    public static TheoryData<string> FbankCases => FeatureCases.Of("kaldi_fbank");

    public static TheoryData<string> MfccCases => FeatureCases.Of("kaldi_mfcc");

    public static TheoryData<string> AstCases => FeatureCases.Of("ast");

    public static TheoryData<string> SeamlessCases => FeatureCases.Of("seamless_m4t");

    [Theory]
    [MemberData(nameof(FbankCases))]
    public void Compute_KaldiFbank_EqualsTorchaudio(string id)
    {
        var fbank = Fbank(FeatureCases.Parameters(id));
        var samples = FeatureCases.Samples(id);
        var features = new float[fbank.FrameCount(samples.Length) * fbank.FeatureSize];

        fbank.Compute(samples, features);

        FeatureCases.AssertClose(id, features);
    }

    [Theory]
    [MemberData(nameof(MfccCases))]
    public void Compute_KaldiMfcc_EqualsTorchaudio(string id)
    {
        var parameters = FeatureCases.Parameters(id);
        var mfcc = new KaldiMfcc(Fbank(parameters), FeatureCases.Int(parameters, "num_ceps", 13), FeatureCases.Number(parameters, "cepstral_lifter", 22));
        var samples = FeatureCases.Samples(id);
        var features = new float[mfcc.FrameCount(samples.Length) * mfcc.Coefficients];

        mfcc.Compute(samples, features);

        FeatureCases.AssertClose(id, features);
    }

    [Theory]
    [MemberData(nameof(AstCases))]
    public void Compute_AstFeatures_EqualsTransformers(string id)
    {
        var parameters = FeatureCases.Parameters(id);
        var extractor = new AstFeatures(new AstFeatureOptions
        {
            Frames = parameters.GetProperty("max_length").GetInt32(),
            MelBands = parameters.GetProperty("num_mel_bins").GetInt32(),
            Normalizes = parameters.GetProperty("do_normalize").GetBoolean(),
            Mean = parameters.GetProperty("mean").GetSingle(),
            Deviation = parameters.GetProperty("std").GetSingle(),
        });
        var samples = FeatureCases.Samples(id);
        var (frames, bands) = extractor.Shape(samples.Length);
        var features = new float[frames * bands];
        Array.Fill(features, float.NaN);

        extractor.Compute(samples, features);

        var stored = FeatureCases.Get(id).GetProperty("shape")[0].GetInt32() * bands;
        Assert.Equal(FeatureCases.Get(id).GetProperty("full_frames").GetInt32(), frames);
        FeatureCases.AssertClose(id, features[..stored]);
        if (FeatureCases.Get(id).GetProperty("tail_value").ValueKind == JsonValueKind.Number)
        {
            Assert.All(features[stored..], value => Assert.Equal(FeatureCases.Get(id).GetProperty("tail_value").GetSingle(), value, TailTolerance));
        }
    }

    [Theory]
    [MemberData(nameof(SeamlessCases))]
    public void Compute_SeamlessFeatures_EqualsTransformers(string id)
    {
        var parameters = FeatureCases.Parameters(id);
        var extractor = new SeamlessFeatures(melBands: parameters.GetProperty("num_mel_bins").GetInt32(), stride: parameters.GetProperty("stride").GetInt32());
        var samples = FeatureCases.Samples(id);
        var (frames, size) = extractor.Shape(samples.Length);
        var features = new float[frames * size];

        extractor.Compute(samples, features);

        FeatureCases.AssertClose(id, features);
    }

    private static KaldiFbank Fbank(JsonElement parameters) => new(new KaldiFbankOptions
    {
        SampleRate = (int)FeatureCases.Number(parameters, "sample_frequency", 16_000),
        MelBands = FeatureCases.Int(parameters, "num_mel_bins", 23),
        LowFrequency = FeatureCases.Number(parameters, "low_freq", 20),
        HighFrequency = FeatureCases.Number(parameters, "high_freq", 0),
        HopMilliseconds = FeatureCases.Number(parameters, "frame_shift", 10),
        Window = FeatureCases.Text(parameters, "window_type", "povey"),
        Preemphasis = (float)FeatureCases.Number(parameters, "preemphasis_coefficient", 0.97),
        RemovesMean = FeatureCases.Flag(parameters, "remove_dc_offset", true),
        SnipEdges = FeatureCases.Flag(parameters, "snip_edges", true),
        UsesPower = FeatureCases.Flag(parameters, "use_power", true),
        Energy = !FeatureCases.Flag(parameters, "use_energy", false) ? KaldiEnergy.None : FeatureCases.Flag(parameters, "htk_compat", false) ? KaldiEnergy.Last : KaldiEnergy.First,
        EnergyFloor = FeatureCases.Number(parameters, "energy_floor", 1),
        InputScale = (float)FeatureCases.Number(parameters, "input_scale", 1),
    });
}
