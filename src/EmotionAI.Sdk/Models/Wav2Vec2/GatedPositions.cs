using EmotionAI.Graphs;

namespace EmotionAI.Models.Wav2Vec2;

/// <summary>What WavLM adds to the scores of attention for how far apart two frames are: a table shared by all layers, gated by each of them.</summary>
/// <remarks>Follows <c>WavLMAttention</c> of transformers.</remarks>
/// <param name="Heads">The number of heads.</param>
/// <param name="Buckets">The rows of the table: half of them for frames before, half for frames behind.</param>
/// <param name="LargestDistance">The distance from which on all have the last bucket.</param>
internal sealed record GatedPositions(int Heads, int Buckets, int LargestDistance)
{
    /// <summary>The numbers of the gate's layer that are added up to one of its two gates.</summary>
    private const int Summed = 4;

    /// <summary>Writes the numbers for all distances, <c>[1, heads, frames, frames]</c>.</summary>
    public string Distances(NetworkWriter writer, string hidden)
    {
        var biases = writer.Find("rel_attn_embed.weight", Buckets, Heads);
        var table = writer.Fold([Heads, (2L * LargestDistance) + 1], () => ByDistance(biases.Values()));
        var graph = writer.Graph;
        var scores = graph.Node("Gather", [table, graph.Places(graph.Distances(hidden), LargestDistance)], ("axis", 1));
        return graph.Node("Unsqueeze", [scores, graph.Constant(0)]);
    }

    /// <summary>Writes the numbers of one layer, <c>[batch, heads, frames, frames]</c>.</summary>
    /// <param name="writer">The writer, at the names of the layer's attention.</param>
    /// <param name="attended">What attention reads.</param>
    /// <param name="distances">What <see cref="Distances"/> wrote.</param>
    public string Scores(NetworkWriter writer, string attended, string distances, LayerSizes sizes)
    {
        var graph = writer.Graph;
        var size = sizes.Hidden / Heads;
        var weight = writer.Find("gru_rel_pos_linear.weight", 2 * Summed, size);
        var bias = writer.Find("gru_rel_pos_linear.bias", 2 * Summed);
        var byHead = graph.ByHead(attended, Heads, size);
        var summed = graph.Node("Add", [
            graph.Node("MatMul", [byHead, writer.Fold([size, 2], () => Columns(weight.Values(), size))]),
            writer.Fold([2], () => Columns(bias.Values(), 1))]);
        var gates = graph.Node("Sigmoid", [summed]);
        var scaled = graph.Node("Mul", [graph.Part(gates, 3, 1, 2), writer.Weight("gru_rel_pos_const", 1, Heads, 1, 1)]);
        var gate = graph.Node("Mul", [graph.Part(gates, 3, 0, 1), graph.Node("Sub", [scaled, graph.Scalar(1)])]);
        return graph.Node("Mul", [graph.Node("Add", [gate, graph.Scalar(2)]), distances]);
    }

    /// <summary>Gives the bucket of a distance from a query to a key behind it.</summary>
    internal static int Bucket(int distance, int buckets, int largestDistance)
    {
        var half = buckets / 2;
        var exact = half / 2;
        var far = Math.Abs(distance);
        if (far >= exact)
        {
            // In single precision, as torch computes it.
            var share = MathF.Log((float)far / exact) / (float)Math.Log((double)largestDistance / exact);
            far = Math.Min(half - 1, (int)(exact + (share * (half - exact))));
        }

        return distance > 0 ? far + half : far;
    }

    private float[] ByDistance(float[] biases)
    {
        var width = (2 * LargestDistance) + 1;
        var table = new float[Heads * width];
        for (var place = 0; place < width; place++)
        {
            var bucket = Bucket(LargestDistance - place, Buckets, LargestDistance);
            for (var head = 0; head < Heads; head++)
            {
                table[(head * width) + place] = biases[(bucket * Heads) + head];
            }
        }

        return table;
    }

    /// <summary>Adds up the rows of each gate, and gives one column a gate.</summary>
    private static float[] Columns(float[] rows, int size)
    {
        var columns = new float[2 * size];
        for (var row = 0; row < 2 * Summed; row++)
        {
            for (var i = 0; i < size; i++)
            {
                columns[(2 * i) + (row / Summed)] += rows[(row * size) + i];
            }
        }

        return columns;
    }
}
