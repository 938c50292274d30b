using EmotionAI.Bundles;
using EmotionAI.Models;

namespace EmotionAI.Tests.Models.Malformed;

/// <summary>Settings that change the answer and are not supported, or that fit nothing, are refused by their key.</summary>
public sealed class RefusedSettingsTests
{
    private const string Relative = "\"relative_attention\": true, ";

    [Theory]
    [InlineData("bert", "\"position_embedding_type\": \"relative_key\"", "position_embedding_type")]
    [InlineData("bert", "\"hidden_act\": \"prelu\"", "hidden_act")]
    [InlineData("bert", "\"num_attention_heads\": 5", "num_attention_heads")]
    [InlineData("bert", "\"is_decoder\": true", "is_decoder")]
    [InlineData("distilbert", "\"n_heads\": 5", "n_heads")]
    [InlineData("distilbert", "\"n_layers\": 0", "n_layers")]
    [InlineData("distilbert", "\"activation\": \"xielu\"", "activation")]
    [InlineData("distilbert", "\"quantization_config\": {\"bits\": 4}", "quantization_config")]
    [InlineData("roberta", "\"position_embedding_type\": \"relative_key_query\"", "position_embedding_type")]
    [InlineData("roberta", "\"max_position_embeddings\": 2", "max_position_embeddings")]
    [InlineData("xlm-roberta", "\"pad_token_id\": 39", "max_position_embeddings")]
    [InlineData("camembert", "\"pad_token_id\": -1", "pad_token_id")]
    [InlineData("electra", "\"embedding_size\": 0", "embedding_size")]
    [InlineData("electra", "\"position_embedding_type\": \"relative_key\"", "position_embedding_type")]
    [InlineData("albert", "\"inner_group_num\": 0", "inner_group_num")]
    [InlineData("albert", "\"num_hidden_groups\": -1", "num_hidden_groups")]
    [InlineData("albert", "\"position_embedding_type\": \"relative_key\"", "position_embedding_type")]
    [InlineData("mpnet", "\"relative_attention_num_buckets\": 31", "relative_attention_num_buckets")]
    [InlineData("mpnet", "\"max_position_embeddings\": 2", "max_position_embeddings")]
    [InlineData("deberta", "\"talking_head\": true", "talking_head")]
    [InlineData("deberta", "\"pos_att_type\": 3", "pos_att_type")]
    [InlineData("deberta", "\"pooler_hidden_size\": 24", "pooler_hidden_size")]
    [InlineData("deberta", "\"pooler_hidden_act\": \"none\"", "pooler_hidden_act")]
    [InlineData("deberta", "\"relative_attention\": \"yes\"", "relative_attention")]
    [InlineData("deberta", "\"max_relative_positions\": 1.5", "max_relative_positions")]
    [InlineData("deberta-v2", "\"attention_head_size\": 8", "attention_head_size")]
    [InlineData("deberta-v2", "\"conv_kernel_size\": 4", "conv_kernel_size")]
    [InlineData("deberta-v2", "\"conv_kernel_size\": 3, \"conv_groups\": 5", "conv_groups")]
    [InlineData("deberta-v2", "\"conv_kernel_size\": 3, \"conv_act\": \"swiglu\"", "conv_act")]
    [InlineData("deberta-v2", Relative + "\"position_buckets\": 1", "position_buckets")]
    [InlineData("deberta-v2", Relative + "\"position_buckets\": 78", "position_buckets")]
    [InlineData("deberta-v2", "\"pos_att_type\": [1]", "pos_att_type")]
    [InlineData("modernbert", "\"classifier_pooling\": \"max\"", "classifier_pooling")]
    [InlineData("modernbert", "\"layer_types\": [\"full_attention\"]", "layer_types")]
    [InlineData("modernbert", "\"layer_types\": [\"full_attention\", \"chunked_attention\", \"full_attention\", \"full_attention\"]", "layer_types")]
    [InlineData("modernbert", "\"rope_scaling\": {\"type\": \"linear\", \"factor\": 2}", "rope_scaling")]
    [InlineData("modernbert", "\"rope_parameters\": {\"full_attention\": {\"rope_type\": \"yarn\", \"rope_theta\": 1e4}}", "rope_parameters.full_attention")]
    [InlineData("modernbert", "\"rope_parameters\": {\"rope_theta\": 1e4}", "rope_parameters")]
    [InlineData("modernbert", "\"rope_parameters\": {\"sliding_attention\": {\"rope_theta\": \"x\"}}", "rope_parameters.sliding_attention.rope_theta")]
    [InlineData("modernbert", "\"global_rope_theta\": 0", "global_rope_theta")]
    [InlineData("modernbert", "\"global_attn_every_n_layers\": 0", "global_attn_every_n_layers")]
    [InlineData("modernbert", "\"local_attention\": -1", "local_attention")]
    [InlineData("modernbert", "\"sliding_window\": 2", "sliding_window")]
    [InlineData("modernbert", "\"head_dim\": 8", "head_dim")]
    [InlineData("modernbert", "\"num_attention_heads\": 16", "num_attention_heads")]
    [InlineData("modernbert", "\"norm_bias\": \"no\"", "norm_bias")]
    public void Read_UnsupportedSetting_IsRefusedByItsKey(string modelType, string changes, string key)
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", SmallSettings.Of(modelType, changes).ToJsonString());
        var problems = new BundleProblems(folder.Path);
        var config = HuggingFaceConfig.Read(folder.Path, new EmotionLimits(), problems)!;

        var network = Architectures.Text.Find(modelType)!.Read(new ModelSource(config, 3, problems));

        Assert.Null(network);
        var problem = Assert.Single(problems.All);
        Assert.Equal((BundleSeverity.Error, "config.json", key), (problem.Severity, problem.File, problem.Key));
        Assert.NotEmpty(problem.Found);
        Assert.NotEmpty(problem.Allowed);
    }

    [Theory]
    [InlineData("bert", "")]
    [InlineData("distilbert", "dim n_heads n_layers hidden_dim")]
    [InlineData("albert", "")]
    [InlineData("deberta-v2", "")]
    [InlineData("modernbert", "")]
    public void Read_NothingButTheType_ListsEverySizeOnce(string modelType, string sizes)
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", $$"""{"model_type": "{{modelType}}"}""");
        var problems = new BundleProblems(folder.Path);

        Architectures.Text.Find(modelType)!.Read(new ModelSource(HuggingFaceConfig.Read(folder.Path, new EmotionLimits(), problems)!, 3, problems));

        var expected = (sizes.Length > 0 ? sizes : "hidden_size num_attention_heads num_hidden_layers intermediate_size").Split(' ').Append("max_position_embeddings");
        Assert.Equal(expected.Order(StringComparer.Ordinal), problems.All.Select(problem => problem.Key).Order(StringComparer.Ordinal));
    }
}
