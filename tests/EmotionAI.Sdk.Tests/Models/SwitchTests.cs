using EmotionAI.Checkpoints;
using EmotionAI.Tests.Models.Reference;

namespace EmotionAI.Tests.Models;

/// <summary>Compares networks with plain loops in double precision, for the switches that no golden has: random weights, texts of several lengths, alone and padded.</summary>
public sealed class SwitchTests
{
    private const double Tolerance = 2e-4;
    private const double PaddingTolerance = 2e-5;
    private const double LeastCosine = 0.95;

    private const string Relative = "\"relative_attention\": true, ";

    public static TheoryData<string, string> Variants => new()
    {
        { "bert", "" },
        { "bert", "\"hidden_act\": \"mish\", \"num_hidden_layers\": 1" },
        { "distilbert", "\"sinusoidal_pos_embds\": true" },
        { "distilbert", "\"activation\": \"silu\", \"n_layers\": 3, \"n_heads\": 1" },
        { "roberta", "" },
        { "roberta", "\"pad_token_id\": 0, \"hidden_act\": \"relu\"" },
        { "xlm-roberta", "\"pad_token_id\": 7" },
        { "camembert", "" },
        { "electra", "\"embedding_size\": 10, \"hidden_act\": \"relu\"" },
        { "electra", "\"embedding_size\": 48" },
        { "electra", "\"hidden_size\": 128, \"num_attention_heads\": 8" },
        { "albert", "\"embedding_size\": 48" },
        { "albert", "\"embedding_size\": 10, \"num_hidden_layers\": 5, \"num_hidden_groups\": 2, \"inner_group_num\": 3" },
        { "albert", "\"num_hidden_layers\": 3, \"num_hidden_groups\": 3" },
        { "mpnet", "\"max_position_embeddings\": 302, \"relative_attention_num_buckets\": 35, \"pad_token_id\": 0" },
        { "deberta", "" },
        { "deberta", Relative + "\"pos_att_type\": [\"c2p\", \"p2c\"], \"position_biased_input\": false" },
        { "deberta", Relative + "\"pos_att_type\": \"c2p|p2c\", \"max_relative_positions\": 9, \"type_vocab_size\": 2" },
        { "deberta", Relative + "\"pos_att_type\": \"p2c\", \"max_relative_positions\": 3, \"position_biased_input\": false, \"type_vocab_size\": 2" },
        { "deberta", Relative + "\"pos_att_type\": [\"c2p\"], \"embedding_size\": 10" },
        { "deberta", Relative + "\"pos_att_type\": null, \"pooler_hidden_act\": \"tanh\"" },
        { "deberta", Relative + "\"pos_att_type\": \"none\"" },
        { "deberta", "\"pos_att_type\": \"c2p|p2c|p2p\", \"num_hidden_layers\": 1" },
        { "deberta", Relative + "\"pos_att_type\": \"c2p|p2c|p2p\", \"num_hidden_layers\": 1, \"norm_rel_ebd\": \"layer_norm\", \"legacy\": false" },
        { "deberta-v2", "" },
        { "deberta-v2", Relative + "\"pos_att_type\": \"p2c|c2p\", \"position_buckets\": 6, \"norm_rel_ebd\": \"layer_norm\", \"share_att_key\": true, \"position_biased_input\": false" },
        { "deberta-v2", Relative + "\"pos_att_type\": [\"p2c\", \"c2p\"], \"position_buckets\": 7, \"max_relative_positions\": 30" },
        { "deberta-v2", Relative + "\"pos_att_type\": \"P2C | c2p\", \"position_buckets\": 0, \"max_relative_positions\": 5, \"share_att_key\": true" },
        { "deberta-v2", Relative + "\"pos_att_type\": \"c2p\", \"share_att_key\": true, \"norm_rel_ebd\": \" Layer_Norm|x\", \"max_relative_positions\": 0" },
        { "deberta-v2", Relative + "\"pos_att_type\": [\"p2c\"], \"position_buckets\": 2, \"position_biased_input\": false, \"type_vocab_size\": 3" },
        { "deberta-v2", Relative + "\"pos_att_type\": [\"C2P\"], \"position_buckets\": 4" },
        { "deberta-v2", Relative + "\"pos_att_type\": null, \"position_buckets\": 4, \"type_vocab_size\": 2" },
        { "deberta-v2", "\"pos_att_type\": \"c2p|p2c\", \"embedding_size\": 10, \"type_vocab_size\": 2, \"position_biased_input\": false" },
        { "deberta-v2", "\"conv_kernel_size\": 5, \"conv_groups\": 3" },
        { "deberta-v2", "\"conv_kernel_size\": 3, \"conv_act\": \"gelu\", \"num_hidden_layers\": 1, \"attention_head_size\": 16, \"pooler_hidden_size\": 48" },
        { "deberta-v2", Relative + "\"pos_att_type\": \"c2p|p2c\", \"position_buckets\": 8, \"conv_kernel_size\": 1, \"num_hidden_layers\": 1, \"embedding_size\": 72" },
        { "modernbert", "" },
        { "modernbert", "\"classifier_pooling\": \"mean\", \"num_hidden_layers\": 1" },
        { "modernbert", "\"layer_types\": [\"sliding_attention\", \"full_attention\", \"full_attention\", \"sliding_attention\"], \"global_rope_theta\": 500.0, \"local_rope_theta\": 20" },
        { "modernbert", "\"global_attn_every_n_layers\": 1, \"norm_bias\": true" },
        { "modernbert", "\"global_attn_every_n_layers\": 2, \"attention_bias\": true, \"local_attention\": 1" },
        { "modernbert", "\"mlp_bias\": true, \"classifier_bias\": true, \"classifier_activation\": \"relu\", \"hidden_activation\": \"silu\", \"local_attention\": 9, \"sliding_window\": 4" },
        { "modernbert", "\"rope_parameters\": {\"full_attention\": {\"rope_type\": \"default\", \"rope_theta\": 77.0}, \"sliding_attention\": null}, \"local_rope_theta\": 55" },
        { "modernbert", "\"rope_parameters\": {\"sliding_attention\": {\"rope_theta\": 33}}, \"local_rope_theta\": null, \"global_rope_theta\": 44, \"norm_eps\": 0.01" },
        { "modernbert", "\"local_rope_theta\": null, \"global_rope_theta\": 44, \"classifier_pooling\": \"mean\", \"head_dim\": 16, \"rope_scaling\": {\"type\": \"default\"}" },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void Run_EachSwitch_EqualsPlainLoops(string modelType, string changes)
    {
        using var random = new RandomNetwork(SmallSettings.Of(modelType, changes));
        using var network = OpenedNetwork.Open(random.Directory);
        var rows = random.Rows(1, 2, 5, 13, 31, Math.Min(network.Classifier.Encoder.MaxLength, modelType == "mpnet" ? 140 : 60));
        rows[3][4] = rows[4][7] = 1;
        using var weights = random.Weights();
        var settings = new ReferenceSettings(random.Config());

        var singles = rows.Select(row => network.Run(row)).ToList();

        foreach (var (row, found) in rows.Zip(singles))
        {
            AssertClose(Reference(modelType, weights, settings, row), found, Tolerance, $"{row.Length} tokens");
        }

        var length = rows.Max(row => row.Length);
        var padded = network.Run([.. rows.SelectMany(row => row.Concat(Enumerable.Repeat(1, length - row.Length)))], rows.Length, [.. rows.Select(row => row.Length)]);
        AssertClose([.. singles.SelectMany(row => row)], padded, PaddingTolerance, "padded");
    }

    [Theory]
    [InlineData("bert", "")]
    [InlineData("distilbert", "\"dim\": 72")]
    [InlineData("roberta", "")]
    [InlineData("electra", "\"embedding_size\": 96")]
    [InlineData("albert", "")]
    [InlineData("mpnet", "")]
    [InlineData("deberta", Relative + "\"pos_att_type\": \"c2p|p2c\"")]
    [InlineData("deberta-v2", Relative + "\"pos_att_type\": \"c2p|p2c\", \"share_att_key\": true, \"position_buckets\": 8")]
    [InlineData("modernbert", "")]
    public void Run_InBytes_IsNearlyTheSame(string modelType, string changes)
    {
        using var random = new RandomNetwork(SmallSettings.Of(modelType, $"\"hidden_size\": 72, {changes}".TrimEnd(',', ' ')));
        using var network = OpenedNetwork.Open(random.Directory);
        var ids = random.Rows(23)[0];

        var exact = network.Run(ids);
        var bytes = network.Run(ids, Precision.Int8);

        Assert.NotEqual(exact, bytes);
        Assert.InRange(exact.Zip(bytes, (x, y) => (double)x * y).Sum() / Math.Sqrt(exact.Sum(x => (double)x * x) * bytes.Sum(y => (double)y * y)), LeastCosine, 1.000001);
    }

    private static double[] Reference(string modelType, StateDictionary weights, ReferenceSettings settings, int[] ids) => modelType switch
    {
        "deberta" or "deberta-v2" => new ReferenceDeberta(weights, settings).Run(ids),
        "modernbert" => new ReferenceModernBert(weights, settings).Run(ids),
        _ => new ReferencePostNorm(weights, settings).Run(ids),
    };

    private static void AssertClose(double[] expected, float[] found, double tolerance, string place)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance, $"{place}: output {i} is {found[i]:R}, expected {expected[i]:R}.\nexpected {string.Join(' ', expected)}\nfound    {string.Join(' ', found)}");
        }
    }

    private static void AssertClose(float[] expected, float[] found, double tolerance, string place) =>
        AssertClose(Array.ConvertAll(expected, value => (double)value), found, tolerance, place);
}
