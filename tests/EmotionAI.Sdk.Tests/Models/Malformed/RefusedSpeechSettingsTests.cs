using System.Text.Json.Nodes;
using EmotionAI.Bundles;
using EmotionAI.Models;

namespace EmotionAI.Tests.Models.Malformed;

/// <summary>Settings of encoders of speech, and of their front end, that change the answer and are not supported, or that fit nothing, are refused by their key.</summary>
public sealed class RefusedSpeechSettingsTests
{
    private const string Small = """
        {"hidden_size": 16, "num_attention_heads": 2, "num_hidden_layers": 2, "intermediate_size": 24, "conv_dim": [4, 4, 4], "conv_kernel": [10, 8, 4],
         "conv_stride": [5, 4, 2], "num_conv_pos_embeddings": 4, "num_conv_pos_embedding_groups": 4, "classifier_proj_size": 8}
        """;

    [Theory]
    [InlineData("wav2vec2", "\"conv_dim\": [4, 4]", "conv_dim")]
    [InlineData("wav2vec2", "\"conv_stride\": [5, 0, 2]", "conv_stride")]
    [InlineData("wav2vec2", "\"conv_stride\": [1, 1, 1]", "conv_stride")]
    [InlineData("wav2vec2", "\"conv_stride\": [65536, 65536, 65536]", "conv_stride")]
    [InlineData("wav2vec2", "\"conv_kernel\": \"10\"", "conv_kernel")]
    [InlineData("wav2vec2", "\"conv_kernel\": [10, \"8\", 4]", "conv_kernel")]
    [InlineData("wav2vec2", "\"feat_extract_norm\": \"batch\"", "feat_extract_norm")]
    [InlineData("wav2vec2", "\"feat_extract_activation\": \"prelu\"", "feat_extract_activation")]
    [InlineData("wav2vec2", "\"hidden_act\": \"prelu\"", "hidden_act")]
    [InlineData("wav2vec2", "\"num_attention_heads\": 5", "num_attention_heads")]
    [InlineData("wav2vec2", "\"add_adapter\": true", "add_adapter")]
    [InlineData("wav2vec2", "\"adapter_attn_dim\": 16", "adapter_attn_dim")]
    [InlineData("wav2vec2", "\"num_conv_pos_embedding_groups\": 5", "num_conv_pos_embedding_groups")]
    [InlineData("wav2vec2", "\"use_weighted_layer_sum\": \"yes\"", "use_weighted_layer_sum")]
    [InlineData("wav2vec2", "\"do_stable_layer_norm\": 1", "do_stable_layer_norm")]
    [InlineData("wav2vec2", "\"is_decoder\": true", "is_decoder")]
    [InlineData("unispeech-sat", "\"num_hidden_layers\": 0", "num_hidden_layers")]
    [InlineData("hubert", "\"feat_proj_layer_norm\": \"no\"", "feat_proj_layer_norm")]
    [InlineData("hubert", "\"conv_pos_batch_norm\": true", "conv_pos_batch_norm")]
    [InlineData("wavlm", "\"num_buckets\": 3", "num_buckets")]
    [InlineData("wavlm", "\"max_bucket_distance\": 80", "max_bucket_distance")]
    [InlineData("wavlm", "\"max_bucket_distance\": 65537", "max_bucket_distance")]
    [InlineData("data2vec-audio", "\"num_conv_pos_embeddings\": 65", "num_conv_pos_embeddings")]
    [InlineData("sew", "\"squeeze_factor\": 1025", "squeeze_factor")]
    [InlineData("sew", "\"use_weighted_layer_sum\": true", "use_weighted_layer_sum")]
    [InlineData("wav2vec2-conformer", "\"position_embeddings_type\": \"rotary\"", "position_embeddings_type")]
    [InlineData("wav2vec2-conformer", "\"conv_depthwise_kernel_size\": 30", "conv_depthwise_kernel_size")]
    [InlineData("wav2vec2-conformer", "\"hidden_size\": 15, \"num_attention_heads\": 3, \"num_conv_pos_embedding_groups\": 3", "hidden_size")]
    public void Read_UnsupportedSetting_IsRefusedByItsKey(string modelType, string changes, string key) => AssertRefused(modelType, changes, "", "classifier.weight", "config.json", key);

    [Theory]
    [InlineData("\"feature_extractor_type\": \"SeamlessM4TFeatureExtractor\"", "feature_extractor_type")]
    [InlineData("\"feature_size\": 2", "feature_size")]
    [InlineData("\"sampling_rate\": 8000", "sampling_rate")]
    [InlineData("\"sampling_rate\": 10", "sampling_rate")]
    [InlineData("\"sampling_rate\": 2000000000", "sampling_rate")]
    [InlineData("\"do_normalize\": \"yes\"", "do_normalize")]
    public void Read_FrontEndOfAnotherKind_IsRefusedByItsKey(string changes, string key) => AssertRefused("wav2vec2", "", changes, "classifier.weight", "preprocessor_config.json", key);

    [Fact]
    public void Read_PoolingOfAnotherKind_IsRefused() => AssertRefused("wav2vec2", "\"pooling_mode\": \"cls\"", "", "classifier.out_proj.weight", "config.json", "pooling_mode");

    [Theory]
    [InlineData("classifier.weight", "projector", 8, "classifier")]
    [InlineData("classifier.out_proj.weight", "classifier.dense", 16, "classifier.out_proj")]
    [InlineData("classifier.output.weight", "classifier.dense", 16, "classifier.output")]
    public void Read_HeadOfAnyMaker_IsToldByItsTensor(string headWeight, string dense, int size, string output)
    {
        using var folder = new TemporaryFolder();

        var network = Read(folder, "wav2vec2", "", "", headWeight, new BundleProblems(folder.Path))!;

        var head = Assert.IsType<EmotionAI.Models.Heads.FrameHead>(network.Head);
        Assert.Equal((dense, size, output, 16), (head.Dense, head.Size, head.Output, head.Inputs));
        Assert.Equal(10 + (5 * 7) + (5 * 4 * 3), network.MinSamples);
    }

    private static void AssertRefused(string modelType, string changes, string frontEnd, string headWeight, string file, string key)
    {
        using var folder = new TemporaryFolder();
        var problems = new BundleProblems(folder.Path);

        var network = Read(folder, modelType, changes, frontEnd, headWeight, problems);

        Assert.Null(network);
        var problem = Assert.Single(problems.All);
        Assert.Equal((BundleSeverity.Error, file, key), (problem.Severity, problem.File, problem.Key));
        Assert.NotEmpty(problem.Found);
        Assert.NotEmpty(problem.Allowed);
    }

    private static AudioClassifierNetwork? Read(TemporaryFolder folder, string modelType, string changes, string frontEnd, string headWeight, BundleProblems problems)
    {
        var settings = JsonNode.Parse(Small)!.AsObject();
        settings["model_type"] = modelType;
        foreach (var (name, value) in JsonNode.Parse($"{{{changes}}}")!.AsObject().ToList())
        {
            settings[name] = value?.DeepClone();
        }

        folder.Write("config.json", settings.ToJsonString());
        folder.Write("preprocessor_config.json", $"{{{frontEnd}}}");
        var config = HuggingFaceConfig.Read(folder.Path, new EmotionLimits(), problems)!;
        var front = HuggingFaceConfig.Read(folder.Path, new EmotionLimits(), problems, "preprocessor_config.json")!;
        return Architectures.Audio.Find(modelType)!.Read(new AudioSource(new ModelSource(config, 3, problems), new ModelSource(front, 0, problems), headWeight) { Limits = new EmotionLimits(), Problems = problems });
    }
}
