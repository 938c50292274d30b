using EmotionAI.Graphs;

namespace EmotionAI.Models.Wav2Vec2;

/// <summary>Writes convolutions over many frames, which stand for positions: <c>[batch, hidden, frames] → [batch, hidden, frames]</c>.</summary>
/// <remarks>Follows <c>Wav2Vec2PositionalConvEmbedding</c> of transformers: a kernel of even length drops the last frame.</remarks>
/// <param name="Size">The width, the same before and behind.</param>
/// <param name="Kernel">The number of frames.</param>
/// <param name="Groups">The groups of channels.</param>
/// <param name="Stride">How many frames become one.</param>
internal sealed record PositionalConvolution(int Size, int Kernel, int Groups, int Stride = 1)
{
    private const string Length = "conv.parametrizations.weight.original0";
    private const string Direction = "conv.parametrizations.weight.original1";
    private const string Plain = "conv.weight";

    /// <summary>Writes the convolution, without an activation.</summary>
    /// <param name="x">The frames, channels first.</param>
    /// <param name="isNormalized">Whether the weight is saved as a length for each tap and a direction.</param>
    public string Write(NetworkWriter writer, string x, bool isNormalized)
    {
        var graph = writer.Graph;
        var weight = isNormalized && !(writer.Has(Plain) && !writer.Has(Direction)) ? Normalized(writer) : writer.Weight(Plain, Size, Size / Groups, Kernel);
        var y = graph.Node(
            "Conv",
            [x, weight, writer.Weight("conv.bias", Size)],
            ("kernel_shape", new long[] { Kernel }),
            ("strides", new long[] { Stride }),
            ("pads", new long[] { Kernel / 2, Kernel / 2 }),
            ("group", Groups));
        return Kernel % 2 == 0 ? graph.Part(y, 2, 0, -1) : y;
    }

    private string Normalized(NetworkWriter writer)
    {
        var length = writer.Find(Length, 1, 1, Kernel);
        var direction = writer.Find(Direction, Size, Size / Groups, Kernel);
        return writer.Fold([Size, Size / Groups, Kernel], () => Weight(length.Values(), direction.Values()));
    }

    /// <summary>Gives <c>g · v / ‖v‖</c>, the norm taken for each tap by itself, as <c>weight_norm</c> of torch does over dimension 2.</summary>
    private static float[] Weight(float[] lengths, float[] weight)
    {
        var taps = lengths.Length;
        var squares = new double[taps];
        for (var i = 0; i < weight.Length; i++)
        {
            squares[i % taps] += (double)weight[i] * weight[i];
        }

        for (var i = 0; i < weight.Length; i++)
        {
            weight[i] = (float)(weight[i] * (lengths[i % taps] / Math.Sqrt(squares[i % taps])));
        }

        return weight;
    }
}
