using EmotionAI.Checkpoints.Onnx;

namespace EmotionAI.Graphs;

/// <summary>Writes the layers that networks share, from the fused operators of ONNX Runtime where it has them.</summary>
internal static class Layers
{
    private const string Lengths = "lengths";
    private const float BatchNormEpsilon = 1e-5f;

    /// <summary>Declares the token ids, int32 <c>[batch, sequence]</c>, and in a masked form the number of tokens of each row.</summary>
    public static string InputIds(this NetworkWriter writer)
    {
        if (writer.Form.Portable)
        {
            return writer.PortableIds();
        }

        if (writer.Form.Masked)
        {
            writer.Graph.Input(Lengths, InputRole.Lengths, OnnxElementType.Int32, "batch");
        }

        return writer.Graph.Input("input_ids", InputRole.Values, OnnxElementType.Int32, "batch", "sequence");
    }

    /// <summary>Declares the inputs of transformers, int64 <c>[batch, sequence]</c>, and makes of them what <see cref="InputIds"/> declares; padding stands behind the tokens.</summary>
    private static string PortableIds(this NetworkWriter writer)
    {
        var graph = writer.Graph;
        var ids = graph.Input("input_ids", InputRole.Values, OnnxElementType.Int64, "batch", "sequence");
        var mask = graph.Input("attention_mask", InputRole.AttentionMask, OnnxElementType.Int64, "batch", "sequence");
        var lengths = graph.Node("ReduceSum", [mask, graph.Constant(1)], ("keepdims", 0));
        graph.Alias(Lengths, graph.Node("Cast", [lengths], ("to", (int)OnnxElementType.Int32)));
        return graph.Node("Cast", [ids], ("to", (int)OnnxElementType.Int32));
    }

    /// <summary>Adds 1 for tokens and 0 for padding, float32 <c>[batch, sequence, 1]</c>; null in a form without a mask.</summary>
    public static string? Mask(this NetworkWriter writer, string ids)
    {
        if (!writer.Form.Masked)
        {
            return null;
        }

        var graph = writer.Graph;
        var length = graph.Node("Squeeze", [graph.Node("Shape", [ids], ("start", 1), ("end", 2)), graph.Constant(0)]);
        var positions = graph.Node("Range", [graph.Inline(graph.NextName(), OnnxElementType.Int64, [], new byte[sizeof(long)]), length, graph.Inline(graph.NextName(), OnnxElementType.Int64, [], BitConverter.GetBytes(1L))]);
        var lengths = graph.Node("Cast", [graph.Node("Unsqueeze", [Lengths, graph.Constant(1)])], ("to", (int)OnnxElementType.Int64));
        return graph.Node("Unsqueeze", [graph.ToFloat(graph.Node("Less", [positions, lengths])), graph.Constant(2)]);
    }

    /// <summary>Adds a conversion to float32.</summary>
    public static string ToFloat(this OnnxGraphBuilder graph, string value) => graph.Node("Cast", [value], ("to", (int)OnnxElementType.Float));

    /// <summary>Adds the first rows of a table, as many as there are tokens: <c>[sequence, size]</c>.</summary>
    public static string FirstRows(this OnnxGraphBuilder graph, string table, string ids) =>
        graph.Node("Slice", [table, graph.Constant(0), graph.Node("Shape", [ids], ("start", 1), ("end", 2)), graph.Constant(0)]);

    /// <summary>Adds the positions that a layer computes: all, or the first as a sequence of one, <c>[batch, 1, size]</c>.</summary>
    public static string Queried(this OnnxGraphBuilder graph, string x, EncoderPart part) => part == EncoderPart.FirstPosition ? graph.Part(x, 1, 0, 1) : x;

    /// <summary>Adds what lies from one index to before another on an axis.</summary>
    public static string Part(this OnnxGraphBuilder graph, string x, long axis, long start, long end) =>
        graph.Node("Slice", [x, graph.Constant(start), graph.Constant(end), graph.Constant(axis)]);

    /// <summary>Gives each head of attention its part: <c>[batch, sequence, heads · size] → [batch, heads, sequence, size]</c>.</summary>
    public static string ByHead(this OnnxGraphBuilder graph, string x, int heads, int size) =>
        graph.Node("Transpose", [graph.Node("Reshape", [x, graph.Constant(0, 0, heads, size)])], ("perm", new long[] { 0, 2, 1, 3 }));

    /// <summary>Takes away the axis of the sequence: <c>[batch, 1, size] → [batch, size]</c>.</summary>
    public static string WithoutSequence(this OnnxGraphBuilder graph, string x) => graph.Node("Squeeze", [x, graph.Constant(1)]);

    /// <summary>Adds <c>x · Wᵀ + b</c>.</summary>
    public static string Linear(this NetworkWriter writer, string x, string name, long inputs, long outputs, bool bias = true)
    {
        var product = writer.MatMul(x, $"{name}.weight", inputs, outputs);
        return bias ? writer.Graph.Node("Add", [product, writer.Weight($"{name}.bias", outputs)]) : product;
    }

    /// <summary>Adds <c>x · Wᵀ + b</c> for one vector a row, <c>[batch, inputs]</c>, always in float32.</summary>
    public static string Dense(this NetworkWriter writer, string x, string name, long inputs, long outputs, bool bias = true) => bias
        ? writer.Graph.Node("Gemm", [x, writer.Weight($"{name}.weight", outputs, inputs), writer.Weight($"{name}.bias", outputs)], ("transB", 1))
        : writer.Graph.Node("Gemm", [x, writer.Weight($"{name}.weight", outputs, inputs)], ("transB", 1));

    /// <summary>Adds a normalization over the last axis.</summary>
    public static string LayerNorm(this NetworkWriter writer, string x, string name, long size, float epsilon, bool bias = true) => bias
        ? writer.Graph.Node("LayerNormalization", [x, writer.Weight($"{name}.weight", size), writer.Weight($"{name}.bias", size)], ("axis", -1), ("epsilon", epsilon))
        : writer.Graph.Node("LayerNormalization", [x, writer.Weight($"{name}.weight", size)], ("axis", -1), ("epsilon", epsilon));

    /// <summary>Adds the batch normalization of torch over the axis behind the batch, as it is after training.</summary>
    public static string BatchNorm(this NetworkWriter writer, string x, string name, long size) => writer.Graph.Node(
        "BatchNormalization",
        [x, writer.Weight($"{name}.weight", size), writer.Weight($"{name}.bias", size), writer.Weight($"{name}.running_mean", size), writer.Weight($"{name}.running_var", size)],
        ("epsilon", BatchNormEpsilon));

    /// <summary>Adds <c>LayerNorm(x + skip + bias)</c>.</summary>
    /// <param name="bias">The name of the bias; null for none.</param>
    public static string AddAndNormalize(this NetworkWriter writer, string x, string skip, string norm, long size, float epsilon, string? bias = null) => writer.Graph.MicrosoftNode(
        "SkipLayerNormalization",
        bias is null
            ? [x, skip, writer.Weight($"{norm}.weight", size), writer.Weight($"{norm}.bias", size)]
            : [x, skip, writer.Weight($"{norm}.weight", size), writer.Weight($"{norm}.bias", size), writer.Weight(bias, size)],
        ("epsilon", epsilon));

    /// <summary>Adds multi-head attention, without the projection behind it.</summary>
    /// <param name="queried">What asks, <c>[batch, queries, hidden]</c>.</param>
    /// <param name="hidden">What is asked, <c>[batch, sequence, hidden]</c>.</param>
    /// <param name="names">The names of the query, key and value layers.</param>
    /// <param name="size">The width, the same before and behind.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="scores">What is added to the scores, <c>[1 or batch, heads, queries, sequence]</c>; empty for nothing.</param>
    public static string Attention(this NetworkWriter writer, string queried, string hidden, (string Query, string Key, string Value) names, long size, int heads, string scores = "")
    {
        var query = writer.MatMul(queried, $"{names.Query}.weight", size, size);
        var key = writer.MatMul(hidden, $"{names.Key}.weight", size, size);
        var value = writer.MatMul(hidden, $"{names.Value}.weight", size, size);
        var (q, k, v) = (writer.Find($"{names.Query}.bias", size), writer.Find($"{names.Key}.bias", size), writer.Find($"{names.Value}.bias", size));
        var bias = writer.Fold([3 * size], () => [.. q.Values(), .. k.Values(), .. v.Values()]);
        return writer.Attention(query, key, value, heads, bias, scores);
    }

    /// <summary>Adds multi-head attention over finished queries, keys and values.</summary>
    /// <param name="query">The queries, <c>[batch, queries, hidden]</c>.</param>
    /// <param name="key">The keys, <c>[batch, sequence, hidden]</c>.</param>
    /// <param name="value">The values, <c>[batch, sequence, hidden]</c>.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="bias">The biases of the three, one behind the other; empty for none.</param>
    /// <param name="scores">What is added to the scores, <c>[1 or batch, 1 or heads, queries, sequence]</c>; empty for nothing.</param>
    /// <param name="scale">The factor of products of queries and keys; null for one over the root of a head's width.</param>
    public static string Attention(this NetworkWriter writer, string query, string key, string value, int heads, string bias = "", string scores = "", float? scale = null)
    {
        var mask = writer.Form.Masked ? Lengths : "";
        string[] inputs = [query, key, value, bias, mask, scores];
        var given = inputs.AsSpan(0, 1 + Array.FindLastIndex(inputs, input => input.Length > 0));
        return scale is { } factor
            ? writer.Graph.MicrosoftNode("MultiHeadAttention", given, ("num_heads", heads), ("scale", factor))
            : writer.Graph.MicrosoftNode("MultiHeadAttention", given, ("num_heads", heads));
    }

    /// <summary>Adds the layer of BERT: attention and two linear layers, each followed by a normalization of its sum with what went in.</summary>
    /// <param name="hidden">What goes in, <c>[batch, sequence, hidden]</c>.</param>
    /// <param name="part">Which positions are computed.</param>
    /// <param name="names">The names of its weights.</param>
    /// <param name="sizes">Its sizes.</param>
    /// <param name="scores">What is added to the scores, <c>[1 or batch, heads, sequence, sequence]</c>; empty for nothing.</param>
    public static string PostNorm(this NetworkWriter writer, string hidden, EncoderPart part, PostNormNames names, LayerSizes sizes, string scores = "")
    {
        var queried = writer.Graph.Queried(hidden, part);
        if (part == EncoderPart.FirstPosition && scores.Length > 0)
        {
            scores = writer.Graph.Part(scores, 2, 0, 1);
        }

        var context = writer.Attention(queried, hidden, (names.Query, names.Key, names.Value), sizes.Hidden, sizes.Heads, scores);
        return writer.PostNormOf(context, queried, names, sizes);
    }

    /// <summary>Adds what <see cref="PostNorm"/> does behind the attention.</summary>
    public static string PostNormOf(this NetworkWriter writer, string context, string queried, PostNormNames names, LayerSizes sizes)
    {
        var projected = writer.MatMul(context, $"{names.Attended}.weight", sizes.Hidden, sizes.Hidden);
        var attended = writer.AddAndNormalize(projected, queried, names.AttentionNorm, sizes.Hidden, sizes.Epsilon, $"{names.Attended}.bias");
        var inner = writer.MatMul(attended, $"{names.Inner}.weight", sizes.Hidden, sizes.Inner);
        inner = ActivationFunction.Apply(writer.Graph, sizes.Activation, inner, writer.Weight($"{names.Inner}.bias", sizes.Inner));
        var outer = writer.MatMul(inner, $"{names.Outer}.weight", sizes.Inner, sizes.Hidden);
        return writer.AddAndNormalize(outer, attended, names.OutputNorm, sizes.Hidden, sizes.Epsilon, $"{names.Outer}.bias");
    }
}
