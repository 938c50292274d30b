using System.Text.Json.Nodes;
using EmotionAI.Bundles;

namespace EmotionAI.Tests.Models.Malformed;

/// <summary>Settings of a speech folder that are not supported, ask for too much, or disagree between its two files, are refused by their key.</summary>
public sealed class RefusedSpectrogramSettingsTests
{
    private const string Config = "config.json";
    private const string FrontEnd = "preprocessor_config.json";

    [Theory]
    [InlineData("hf-whisper-chunk5", FrontEnd, "feature_size", "80")]
    [InlineData("hf-whisper-chunk5", FrontEnd, "chunk_length", "30")]
    [InlineData("hf-whisper-chunk5", FrontEnd, "feature_extractor_type", "\"Wav2Vec2FeatureExtractor\"")]
    [InlineData("hf-whisper-chunk5", Config, "encoder_attention_heads", "5")]
    [InlineData("hf-whisper-chunk5", Config, "activation_function", "\"none\"")]
    [InlineData("hf-whisper-chunk5", Config, "encoder_layers", "2147483647")]
    [InlineData("hf-ast", FrontEnd, "max_length", "128")]
    [InlineData("hf-ast", FrontEnd, "num_mel_bins", "64")]
    [InlineData("hf-ast", FrontEnd, "std", "0")]
    [InlineData("hf-ast", FrontEnd, "mean", "\"low\"")]
    [InlineData("hf-ast", FrontEnd, "sampling_rate", "8000")]
    [InlineData("hf-ast", FrontEnd, "feature_extractor_type", "\"WhisperFeatureExtractor\"")]
    [InlineData("hf-ast", Config, "patch_size", "300")]
    [InlineData("hf-ast", Config, "time_stride", "0")]
    [InlineData("hf-ast", Config, "num_hidden_layers", "2147483647")]
    [InlineData("hf-wav2vec2-bert", FrontEnd, "num_mel_bins", "40")]
    [InlineData("hf-wav2vec2-bert", FrontEnd, "sampling_rate", "44100")]
    [InlineData("hf-wav2vec2-bert", FrontEnd, "feature_extractor_type", "\"Wav2Vec2FeatureExtractor\"")]
    [InlineData("hf-wav2vec2-bert", Config, "add_adapter", "true")]
    [InlineData("hf-wav2vec2-bert", Config, "position_embeddings_type", "\"rotary\"")]
    [InlineData("hf-wav2vec2-bert", Config, "conv_depthwise_kernel_size", "30")]
    public void Inspect_SettingThatCannotBe_IsRefusedByItsKey(string name, string file, string key, string value)
    {
        using var folder = TemporaryFolder.CopyOf(Goldens.Path("golden", "audio", "models", name));
        Change(folder, file, key, value);

        using var bundle = ModelBundle.Inspect(folder.Path);

        Assert.False(bundle.IsUsable);
        Assert.Contains(bundle.Problems, problem => (problem.Severity, problem.File, problem.Key) == (BundleSeverity.Error, file, key));
    }

    /// <summary>Both files agree, and ask for more than is allowed.</summary>
    [Theory]
    [InlineData("16777216", "1")]
    [InlineData("256", "1073741824")]
    [InlineData("1073741824", "128")]
    public void Inspect_SpectrogramTooLarge_IsRefused(string frames, string bands)
    {
        using var folder = TemporaryFolder.CopyOf(Goldens.Path("golden", "audio", "models", "hf-ast"));
        foreach (var file in (string[])[Config, FrontEnd])
        {
            Change(folder, file, "max_length", frames);
            Change(folder, file, "num_mel_bins", bands);
        }

        Change(folder, Config, "patch_size", "1");
        var before = GC.GetAllocatedBytesForCurrentThread();

        using var bundle = ModelBundle.Inspect(folder.Path);

        Assert.False(bundle.IsUsable);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    [Theory]
    [InlineData("1073741824", "1", "1073741824")]
    [InlineData("1073741824", "1073741824", "1")]
    [InlineData("160", "1", "160")]
    public void Inspect_GroupsOfFramesTooLarge_AreRefused(string inputs, string bands, string stride)
    {
        using var folder = TemporaryFolder.CopyOf(Goldens.Path("golden", "audio", "models", "hf-wav2vec2-bert"));
        Change(folder, Config, "feature_projection_input_dim", inputs);
        Change(folder, FrontEnd, "num_mel_bins", bands);
        Change(folder, FrontEnd, "stride", stride);
        var before = GC.GetAllocatedBytesForCurrentThread();

        using var bundle = ModelBundle.Inspect(folder.Path);

        Assert.Equal(inputs == "160", bundle.IsUsable);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    private static void Change(TemporaryFolder folder, string file, string key, string value)
    {
        var settings = JsonNode.Parse(File.ReadAllText(folder.File(file)))!.AsObject();
        settings[key] = JsonNode.Parse(value);
        folder.Write(file, settings.ToJsonString());
    }
}
