namespace EmotionAI.Tests.Models;

/// <summary>Checkpoints whose names have another prefix than transformers gives them today.</summary>
public sealed class NamesTests
{
    private const string Relative = "\"relative_attention\": true, \"pos_att_type\": \"c2p|p2c\"";

    [Theory]
    [InlineData("bert", "bert.", "")]
    [InlineData("distilbert", "distilbert.", "")]
    [InlineData("roberta", "roberta.", "")]
    [InlineData("xlm-roberta", "roberta.", "")]
    [InlineData("camembert", "roberta.", "")]
    [InlineData("electra", "electra.", "")]
    [InlineData("albert", "albert.", "")]
    [InlineData("mpnet", "mpnet.", "")]
    [InlineData("deberta", "deberta.", Relative)]
    [InlineData("deberta-v2", "deberta.", Relative)]
    [InlineData("modernbert", "model.", "")]
    public void Open_OtherPrefix_GivesTheSameLogits(string modelType, string prefix, string changes)
    {
        using var own = new RandomNetwork(SmallSettings.Of(modelType, changes));
        using var bare = new RandomNetwork(SmallSettings.Of(modelType, changes), name => name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name);
        using var parallel = new RandomNetwork(SmallSettings.Of(modelType, changes), name => "module." + name);
        using var wrapped = new RandomNetwork(SmallSettings.Of(modelType, changes), name => "model." + name);
        var ids = own.Rows(9)[0];

        var expected = Run(own, ids);

        Assert.Contains(own.Weights().Tensors, tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal));
        Assert.Equal(expected, Run(bare, ids));
        Assert.Equal(expected, Run(parallel, ids));
        Assert.Equal(expected, Run(wrapped, ids));
    }

    private static float[] Run(RandomNetwork random, int[] ids)
    {
        using var network = OpenedNetwork.Open(random.Directory);
        return network.Run(ids);
    }
}
