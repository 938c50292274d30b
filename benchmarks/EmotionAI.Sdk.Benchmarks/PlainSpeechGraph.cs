using System.Runtime.InteropServices;
using EmotionAI.Bundles;
using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;

namespace EmotionAI.Benchmarks;

/// <summary>Writes the network of <see cref="RandomSpeechCheckpoint"/> as an ONNX file of plain operators, as an export by tracing has them: attention as products and transpositions, GELU by the error function, normalization step by step.</summary>
internal sealed class PlainSpeechGraph
{
    private const string DataName = "plain.data";
    private const float Epsilon = 1e-5f;

    private readonly OnnxGraphBuilder _graph = new();
    private readonly ModelWeights _weights;
    private readonly FileStream _data;

    private PlainSpeechGraph(ModelWeights weights, FileStream data) => (_weights, _data) = (weights, data);

    /// <summary>Writes the file beside the checkpoint.</summary>
    /// <returns>Its path.</returns>
    public static string Write(string folder)
    {
        using var weights = ModelWeights.Open(folder);
        using var data = File.Create(Path.Combine(folder, DataName));
        var path = Path.Combine(folder, "plain.onnx");
        File.WriteAllBytes(path, new PlainSpeechGraph(weights, data).Build());
        return path;
    }

    private byte[] Build()
    {
        var samples = _graph.Input("input_values", InputRole.Values, OnnxElementType.Float, "batch", "samples");
        var x = Frames(_graph.Node("Unsqueeze", [samples, _graph.Constant(1)]));
        x = Linear(Norm(Turned(x), "wav2vec2.feature_projection.layer_norm"), "wav2vec2.feature_projection.projection");
        x = Norm(_graph.Node("Add", [x, Positions(x)]), "wav2vec2.encoder.layer_norm");
        for (var i = 0; i < RandomSpeechCheckpoint.Layers; i++)
        {
            x = Layer(x, $"wav2vec2.encoder.layers.{i}");
        }

        x = Linear(_graph.Node("ReduceMean", [x], ("axes", new long[] { 1 }), ("keepdims", 0)), "projector");
        return _graph.Build("logits", Linear(x, "classifier"), "batch", RandomSpeechCheckpoint.Labels).Bytes;
    }

    private string Frames(string x)
    {
        const string extractor = "wav2vec2.feature_extractor.conv_layers";
        for (var i = 0; i < RandomSpeechCheckpoint.Kernels.Length; i++)
        {
            x = _graph.Node("Conv", [x, Weight($"{extractor}.{i}.conv.weight")], ("kernel_shape", new long[] { RandomSpeechCheckpoint.Kernels[i] }), ("strides", new long[] { RandomSpeechCheckpoint.Strides[i] }));
            x = i > 0 ? x : _graph.Node("InstanceNormalization", [x, Weight($"{extractor}.0.layer_norm.weight"), Weight($"{extractor}.0.layer_norm.bias")], ("epsilon", Epsilon));
            x = Gelu(x);
        }

        return x;
    }

    private string Positions(string x)
    {
        const string name = "wav2vec2.encoder.pos_conv_embed.conv";
        var y = _graph.Node("Conv", [Turned(x), Weight($"{name}.weight"), Weight($"{name}.bias")], ("kernel_shape", new long[] { 128 }), ("pads", new long[] { 64, 64 }), ("group", 16));
        return Turned(Gelu(_graph.Node("Slice", [y, _graph.Constant(0), _graph.Constant(-1), _graph.Constant(2)])));
    }

    private string Layer(string x, string layer)
    {
        x = Norm(_graph.Node("Add", [x, Linear(Attention(x, $"{layer}.attention"), $"{layer}.attention.out_proj")]), $"{layer}.layer_norm");
        var inner = Gelu(Linear(x, $"{layer}.feed_forward.intermediate_dense"));
        return Norm(_graph.Node("Add", [x, Linear(inner, $"{layer}.feed_forward.output_dense")]), $"{layer}.final_layer_norm");
    }

    private string Attention(string x, string name)
    {
        const int size = RandomSpeechCheckpoint.Hidden / RandomSpeechCheckpoint.Heads;
        var query = ByHead(_graph.Node("Mul", [Linear(x, $"{name}.q_proj"), _graph.Scalar(1 / MathF.Sqrt(size))]), 0, 2, 1, 3);
        var key = ByHead(Linear(x, $"{name}.k_proj"), 0, 2, 3, 1);
        var value = ByHead(Linear(x, $"{name}.v_proj"), 0, 2, 1, 3);
        var shares = _graph.Node("Softmax", [_graph.Node("MatMul", [query, key])], ("axis", -1));
        var context = _graph.Node("Transpose", [_graph.Node("MatMul", [shares, value])], ("perm", new long[] { 0, 2, 1, 3 }));
        return _graph.Node("Reshape", [context, _graph.Constant(0, 0, RandomSpeechCheckpoint.Hidden)]);

        string ByHead(string y, params long[] order) =>
            _graph.Node("Transpose", [_graph.Node("Reshape", [y, _graph.Constant(0, 0, RandomSpeechCheckpoint.Heads, size)])], ("perm", order));
    }

    private string Norm(string x, string name)
    {
        var centred = _graph.Node("Sub", [x, _graph.Node("ReduceMean", [x], ("axes", new long[] { -1 }))]);
        var variance = _graph.Node("ReduceMean", [_graph.Node("Pow", [centred, _graph.Scalar(2)])], ("axes", new long[] { -1 }));
        var divided = _graph.Node("Div", [centred, _graph.Node("Sqrt", [_graph.Node("Add", [variance, _graph.Scalar(Epsilon)])])]);
        return _graph.Node("Add", [_graph.Node("Mul", [divided, Weight($"{name}.weight")]), Weight($"{name}.bias")]);
    }

    private string Gelu(string x)
    {
        var half = _graph.Node("Add", [_graph.Node("Erf", [_graph.Node("Div", [x, _graph.Scalar(MathF.Sqrt(2))])]), _graph.Scalar(1)]);
        return _graph.Node("Mul", [_graph.Node("Mul", [x, half]), _graph.Scalar(0.5f)]);
    }

    private string Linear(string x, string name) => _graph.Node("Add", [_graph.Node("MatMul", [x, Weight($"{name}.weight", isTransposed: true)]), Weight($"{name}.bias")]);

    private string Turned(string x) => _graph.Node("Transpose", [x], ("perm", new long[] { 0, 2, 1 }));

    private string Weight(string name, bool isTransposed = false)
    {
        if (!_weights.TryRead(name, out var values, out var sizes))
        {
            throw new KeyNotFoundException(name);
        }

        long[] shape = [.. sizes];
        if (isTransposed)
        {
            (values, shape) = (Transpose(values, (int)shape[0], (int)shape[1]), [shape[1], shape[0]]);
        }

        var offset = _data.Position;
        _data.Write(MemoryMarshal.AsBytes<float>(values));
        return _graph.External(name, OnnxElementType.Float, shape, DataName, offset, _data.Position - offset);
    }

    private static float[] Transpose(float[] values, int rows, int columns)
    {
        var turned = new float[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                turned[(column * rows) + row] = values[(row * columns) + column];
            }
        }

        return turned;
    }
}
