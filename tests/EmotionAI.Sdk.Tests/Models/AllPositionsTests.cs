using EmotionAI.Graphs;
using EmotionAI.Inference;
using EmotionAI.Models;
using EmotionAI.Models.Heads;

namespace EmotionAI.Tests.Models;

/// <summary>Every encoder gives all positions too, as embeddings need them.</summary>
public sealed class AllPositionsTests
{
    private const double Tolerance = 2e-5;
    private const string Relative = "\"relative_attention\": true, \"pos_att_type\": \"c2p|p2c\", \"position_buckets\": 8, \"conv_kernel_size\": 3";

    [Theory]
    [InlineData("bert", "")]
    [InlineData("distilbert", "")]
    [InlineData("roberta", "")]
    [InlineData("electra", "\"embedding_size\": 10")]
    [InlineData("albert", "")]
    [InlineData("mpnet", "")]
    [InlineData("deberta", Relative)]
    [InlineData("deberta-v2", Relative)]
    [InlineData("modernbert", "")]
    public void Write_AllPositions_HasTheFirstAndAMeanThatPaddingDoesNotMove(string modelType, string changes)
    {
        using var random = new RandomNetwork(SmallSettings.Of(modelType, changes));
        using var network = OpenedNetwork.Open(random.Directory);
        var size = network.Classifier.Encoder.HiddenSize;
        var rows = random.Rows(4, 11);

        var first = Run(network, new EmbeddingHead(EncoderPart.FirstPosition, IsMean: false), rows[0], []);
        var ofAll = Run(network, new EmbeddingHead(EncoderPart.AllPositions, IsMean: false), rows[0], []);
        var mean = rows.SelectMany(row => Run(network, new EmbeddingHead(EncoderPart.AllPositions, IsMean: true), row, [])).ToArray();
        var padded = Run(network, new EmbeddingHead(EncoderPart.AllPositions, IsMean: true), [.. rows[0], .. new int[7], .. rows[1]], [4, 11]);

        Assert.Equal(size, first.Length);
        AssertClose(first, ofAll);
        AssertClose(mean, padded);
        Assert.NotEqual(first, mean[..size]);
    }

    private static float[] Run(OpenedNetwork network, IHead head, int[] ids, int[] lengths)
    {
        var (size, rows) = (network.Classifier.Encoder.HiddenSize, Math.Max(1, lengths.Length));
        using var session = network.OpenWith(head, size, new NetworkForm(lengths.Length > 0));
        var values = new float[rows * size];
        session.Run<int>(ids, new TensorShape(rows, ids.Length / rows), lengths, values, default);
        return values;
    }

    private static void AssertClose(float[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }

    /// <summary>Gives the first position, or the mean of those that are no padding.</summary>
    private sealed record EmbeddingHead(EncoderPart Needs, bool IsMean) : IHead
    {
        public string Write(NetworkWriter writer, EncoderOutput encoder)
        {
            var graph = writer.Graph;
            if (!IsMean)
            {
                return Needs == EncoderPart.FirstPosition ? encoder.Hidden : graph.WithoutSequence(graph.Part(encoder.Hidden, 1, 0, 1));
            }

            return graph.Mean(encoder);
        }
    }
}
