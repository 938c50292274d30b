using EmotionAI.Graphs;
using EmotionAI.Models.Disentangled;

namespace EmotionAI.Models.DebertaV2;

/// <summary>The encoder of DeBERTa-v2 and -v3: distances in buckets, a normalized table, a convolution beside the first layer.</summary>
/// <remarks>Follows <c>DebertaV2Model</c> of transformers.</remarks>
internal sealed class DebertaV2Encoder(DisentangledSettings settings) : DisentangledEncoder(settings)
{
    /// <summary>Gets the number of buckets on each side; 0 where every distance has a row of its own.</summary>
    public required int Buckets { get; init; }

    /// <summary>Gets a value indicating whether distances are projected as words are (<c>share_att_key</c>).</summary>
    public required bool SharesProjections { get; init; }

    /// <summary>Gets a value indicating whether the table of distances is normalized (<c>norm_rel_ebd</c>).</summary>
    public required bool IsTableNormalized { get; init; }

    public required ConvolutionSettings? Convolution { get; init; }

    protected override int Span => Buckets > 0 ? Buckets : Settings.MaxRelativePositions;

    protected override int ScaleFactor => 1 + (Settings.AsksPositions ? 1 : 0) + (Settings.AsksWords ? 1 : 0);

    protected override (string Query, string Key, string Value) Project(NetworkWriter layer, string hidden, EncoderPart part) => (
        layer.Linear(layer.Graph.Queried(hidden, part), Attention + "query_proj", HiddenSize, HiddenSize),
        layer.Linear(hidden, Attention + "key_proj", HiddenSize, HiddenSize),
        layer.Linear(hidden, Attention + "value_proj", HiddenSize, HiddenSize));

    protected override (NetworkWeight Weight, NetworkWeight? Bias) PositionKeys(NetworkWriter layer) => Projection(layer, SharesProjections ? "key_proj" : "pos_key_proj");

    protected override (NetworkWeight Weight, NetworkWeight? Bias) PositionQueries(NetworkWriter layer) => Projection(layer, SharesProjections ? "query_proj" : "pos_query_proj");

    protected override Func<float[]> Table(NetworkWriter encoder)
    {
        var table = base.Table(encoder);
        if (!IsTableNormalized)
        {
            return table;
        }

        var (weight, bias) = (encoder.Find("encoder.LayerNorm.weight", HiddenSize), encoder.Find("encoder.LayerNorm.bias", HiddenSize));
        return () => DistanceTable.Normalize(table(), weight.Values(), bias.Values(), Settings.Sizes.Epsilon);
    }

    protected override int Row(int distance) => base.Row(Buckets > 0 ? Bucket(distance, Buckets, Settings.MaxRelativePositions) : distance);

    /// <summary>Gives the bucket of a distance: near ones have one each, far ones share them by their logarithm.</summary>
    internal static int Bucket(int distance, int buckets, int largest)
    {
        var middle = buckets / 2;
        var far = Math.Abs(distance);
        if (far <= middle)
        {
            return distance;
        }

        // In single precision, as torch computes it.
        var share = MathF.Log((float)far / middle) / MathF.Log((float)((double)(largest - 1) / middle));
        return Math.Sign(distance) * ((int)MathF.Ceiling(share * (middle - 1)) + middle);
    }

    protected override string BehindFirstLayer(NetworkWriter encoder, string ids, string embedded, string hidden, EncoderPart part)
    {
        if (Convolution is not { } convolution)
        {
            return hidden;
        }

        var graph = encoder.Graph;
        var padding = (convolution.Kernel - 1) / 2;
        var visible = encoder.Mask(ids) is { } mask ? graph.Node("Mul", [embedded, mask]) : embedded;
        var convolved = graph.Node(
            "Conv",
            [
                graph.Node("Transpose", [visible], ("perm", new long[] { 0, 2, 1 })),
                encoder.Weight("encoder.conv.conv.weight", HiddenSize, HiddenSize / convolution.Groups, convolution.Kernel),
                encoder.Weight("encoder.conv.conv.bias", HiddenSize),
            ],
            ("group", convolution.Groups),
            ("pads", new long[] { padding, padding }));
        convolved = graph.Queried(graph.Node("Transpose", [convolved], ("perm", new long[] { 0, 2, 1 })), part);
        return encoder.AddAndNormalize(ActivationFunction.Apply(graph, convolution.Activation, convolved), hidden, "encoder.conv.LayerNorm", HiddenSize, Settings.Sizes.Epsilon);
    }

    private (NetworkWeight Weight, NetworkWeight? Bias) Projection(NetworkWriter layer, string name) =>
        (layer.Find($"{Attention}{name}.weight", HiddenSize, HiddenSize), layer.Find($"{Attention}{name}.bias", HiddenSize));

    /// <summary>Holds the sizes of the convolution beside the first layer.</summary>
    internal sealed record ConvolutionSettings(int Kernel, int Groups, string Activation);
}
