using System.Text.Json.Nodes;
using EmotionAI.Bundles;

namespace EmotionAI.Tests.Models.Malformed;

/// <summary>Every setting of every architecture with values that nobody means well with: told or run, in bounded memory, and no other end.</summary>
public sealed class HostileSettingsTests
{
    private const long MostBytes = 16 << 20;

    private static readonly string[] Values = ["-1", "0", "1", "2", "3", "1000", "65537", "1000000000", "2147483647", "2147483648", "1e300", "1.5", "true", "null", "\"x\"", "\"c2p\"", "[]", "[1]", "{}", "{\"full_attention\": 1}"];

    public static TheoryData<string, string> Keys
    {
        get
        {
            var keys = new TheoryData<string, string>();
            const string sizes = "hidden_size num_attention_heads num_hidden_layers intermediate_size max_position_embeddings layer_norm_eps hidden_act";
            const string relative = sizes + " relative_attention max_relative_positions pos_att_type position_biased_input type_vocab_size embedding_size pooler_hidden_size pooler_hidden_act";
            Add("bert", sizes);
            Add("distilbert", "dim n_heads n_layers hidden_dim max_position_embeddings activation");
            Add("roberta", "max_position_embeddings pad_token_id");
            Add("electra", "embedding_size");
            Add("albert", "num_hidden_layers embedding_size num_hidden_groups inner_group_num");
            Add("mpnet", "max_position_embeddings relative_attention_num_buckets");
            Add("deberta", relative + " talking_head");
            Add("deberta-v2", relative + " position_buckets norm_rel_ebd share_att_key conv_kernel_size conv_groups conv_act attention_head_size");
            Add("modernbert", "hidden_size num_attention_heads num_hidden_layers intermediate_size max_position_embeddings norm_eps local_attention sliding_window global_attn_every_n_layers layer_types rope_parameters rope_scaling global_rope_theta local_rope_theta head_dim classifier_pooling hidden_activation");
            return keys;

            void Add(string modelType, string names)
            {
                foreach (var name in names.Split(' '))
                {
                    keys.Add(modelType, name);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Inspect_HostileValue_IsToldOrRuns(string modelType, string key)
    {
        var settings = SmallSettings.Of(modelType, modelType.StartsWith("deberta", StringComparison.Ordinal) ? "\"relative_attention\": true, \"pos_att_type\": \"c2p|p2c\", \"position_biased_input\": false" : "");
        using var random = new RandomNetwork(settings);
        ModelBundle.Inspect(random.Directory).Dispose();
        foreach (var value in Values)
        {
            var changed = settings.DeepClone().AsObject();
            changed[key] = JsonNode.Parse(value);
            File.WriteAllText(Path.Combine(random.Directory, "config.json"), changed.ToJsonString());

            var before = GC.GetAllocatedBytesForCurrentThread();
            ModelBundle.Inspect(random.Directory).Dispose();
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);

            using var network = OpenedNetwork.TryOpen(random.Directory, new BundleProblems(random.Directory));
            if (network is not null)
            {
                Assert.All(network.Run([2, 3, 4]), logit => Assert.True(float.IsFinite(logit), $"{key}: {value} gives {logit}"));
            }
        }
    }
}
