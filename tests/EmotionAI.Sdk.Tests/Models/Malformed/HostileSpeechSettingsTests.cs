using System.Text.Json.Nodes;
using EmotionAI.Audio;
using EmotionAI.Bundles;

namespace EmotionAI.Tests.Models.Malformed;

/// <summary>Every setting of every encoder of speech with values that nobody means well with: told or run, in bounded memory, and no other end.</summary>
public sealed class HostileSpeechSettingsTests
{
    private const long MostBytes = 16 << 20;
    private const string Sizes = "hidden_size num_attention_heads num_hidden_layers intermediate_size conv_dim conv_kernel conv_stride conv_bias feat_extract_norm feat_extract_activation hidden_act layer_norm_eps num_conv_pos_embeddings num_conv_pos_embedding_groups classifier_proj_size use_weighted_layer_sum do_stable_layer_norm";

    private static readonly string[] Values =
    [
        "-1", "0", "1", "2", "3", "1000", "65537", "1000000000", "2147483647", "2147483648", "1e300", "1.5", "true", "false", "null", "\"x\"", "[]", "[1]", "{}",
        "[4, 4, 4, 4, 4, 4, 2147483647]", "[2147483647, 2147483647, 2147483647, 2147483647, 2147483647, 2147483647, 2147483647]", "[5, 2, 2, 2, 2, 2, 100000]",
    ];

    public static TheoryData<string, string> Keys
    {
        get
        {
            var keys = new TheoryData<string, string>();
            Add("hf-wav2vec2-micro", Sizes);
            Add("hf-audeering-dimensional", "pooling_mode");
            Add("hf-hubert-noprojnorm-weighted", "feat_proj_layer_norm conv_pos_batch_norm num_hidden_layers");
            Add("hf-data2vec-audio", "conv_pos_kernel_size num_conv_pos_embeddings num_conv_pos_embedding_groups hidden_size");
            Add("hf-wavlm-base", "num_buckets max_bucket_distance num_attention_heads hidden_size");
            Add("hf-sew", "squeeze_factor hidden_size num_conv_pos_embeddings");
            Add("hf-wav2vec2-conformer", "conv_depthwise_kernel_size position_embeddings_type hidden_size num_attention_heads");
            return keys;

            void Add(string folder, string names)
            {
                foreach (var name in names.Split(' '))
                {
                    keys.Add(folder, name);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Inspect_HostileValue_IsToldOrRuns(string golden, string key)
    {
        using var folder = TemporaryFolder.CopyOf(Goldens.Path("golden", "audio", "models", golden));
        var settings = JsonNode.Parse(File.ReadAllText(folder.File("config.json")))!.AsObject();
        var clip = new AudioClip((float[])[.. Enumerable.Range(0, 4_000).Select(i => MathF.Sin(i / 9f))], 16_000);
        ModelBundle.Inspect(folder.Path).Dispose();
        foreach (var value in Values)
        {
            var changed = settings.DeepClone().AsObject();
            changed[key] = JsonNode.Parse(value);
            folder.Write("config.json", changed.ToJsonString());

            var before = GC.GetAllocatedBytesForCurrentThread();
            using var bundle = ModelBundle.Inspect(folder.Path);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);

            if (bundle.IsUsable)
            {
                using var classifier = AudioEmotionClassifier.Load(bundle);
                Assert.All(classifier.Classify(clip, new ClassificationOptions { SpeechGate = false }).Logits, logit => Assert.True(float.IsFinite(logit), $"{key} = {value}"));
            }
        }
    }
}
