using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;
using EmotionAI.Models.Heads;

namespace EmotionAI.Models;

/// <summary>Writes an ONNX file with another last linear layer: its weight, its bias and the shape of the output are new, and every other byte is as it was.</summary>
/// <remarks>Shapes that the file notes for values behind the layer are left out: they are optional, and those of other labels would contradict.</remarks>
internal sealed class OnnxHeadReplacement
{
    private const int GraphField = 7;
    private const int InitializerField = 5;
    private const int OutputField = 12;
    private const int ValueField = 13;

    private readonly OpenedFile _file;
    private readonly string _output;
    private readonly OnnxHead _layer;
    private readonly LinearHead _head;
    private readonly ProtobufSource _source;

    private OnnxHeadReplacement(OpenedFile file, string output, OnnxHead layer, LinearHead head)
    {
        _file = file;
        _output = output;
        _layer = layer;
        _head = head;
        _source = new ProtobufSource("ONNX", file.Path, file.Path, file.Charge);
    }

    /// <summary>Writes the file.</summary>
    /// <param name="path">The file, checked before.</param>
    /// <param name="output">The output with the logits.</param>
    /// <param name="layer">The layer in it.</param>
    /// <param name="head">The layer in its place.</param>
    /// <param name="limits">The bounds.</param>
    /// <exception cref="EmotionAIException">The layer cannot hold the new one, or the file is too large.</exception>
    public static byte[] Write(string path, string output, OnnxHead layer, LinearHead head, EmotionLimits limits)
    {
        using var mapped = MappedFile.Open(path);
        return new OnnxHeadReplacement(new OpenedFile(path, mapped, limits), output, layer, head).Write();
    }

    private byte[] Write()
    {
        const int headers = 1 << 16;
        Check();
        var added = (sizeof(float) * ((long)_head.Weights.Length + _head.Bias.Length)) + headers;
        if (_file.Length > Array.MaxLength - added)
        {
            throw _file.Fault(EmotionErrorCodes.LimitExceeded, Invariant($"has {_file.Length} bytes; with another last layer at most {Array.MaxLength - added} are allowed"));
        }

        using var result = new MemoryStream((int)(_file.Length + added));
        var model = new ProtobufReader(_source, _file.Slice(0, _file.Length));
        for (var start = 0; model.Next(); start = model.Offset)
        {
            if (model.Field != GraphField)
            {
                model.Skip();
                result.Write(_file.Slice(start, model.Offset - start));
                continue;
            }

            using var graph = new MemoryStream((int)(model.Offset + added));
            WriteGraph(model.ReadMessage(), graph);
            result.Write(new ProtobufWriter().Begin(GraphField, graph.Length).ToArray());
            graph.WriteTo(result);
        }

        return result.ToArray();
    }

    private void Check()
    {
        var fault = true switch
        {
            _ when _layer.Bias is null => "has a last layer without bias, which cannot be given one",
            _ when _layer.HasSoftmax => "has a Softmax behind its last layer, so that scores would go through two",
            _ when _layer.HasReshape && _head.Labels.Count != _layer.Outputs => Invariant($"has a Reshape behind its last layer of {_layer.Outputs} outputs, so that it cannot have {_head.Labels.Count}"),
            _ when TypeOf(_layer.Weight) is null || TypeOf(_layer.Bias) is null => Invariant($"has a last layer of {_layer.Weight.Type}; {OnnxElementType.Float} and {OnnxElementType.Float16} can be replaced"),
            _ when _layer.Weight.Name == _layer.Bias.Name => "has a last layer whose weight is its bias",
            _ when _layer.Alpha == 0 || _layer.Beta == 0 => "has a last layer that is multiplied by 0",
            _ => null,
        };
        if (fault is not null)
        {
            throw _file.Fault(EmotionErrorCodes.FormatUnsupported, fault);
        }
    }

    private void WriteGraph(ProtobufReader graph, MemoryStream result)
    {
        for (var start = graph.Offset; graph.Next(); start = graph.Offset)
        {
            if (graph.Field is not (InitializerField or OutputField or ValueField))
            {
                graph.Skip();
                result.Write(_file.Slice(start, graph.Offset - start));
                continue;
            }

            var place = graph.ReadRange();
            var replaced = graph.Field switch
            {
                InitializerField => place.Equals(_layer.Weight.Place) ? Weight() : place.Equals(_layer.Bias!.Place) ? Bias() : null,
                OutputField => Output(place),
                _ => _layer.Values.Contains(NameAt(place)) ? [] : null,
            };
            result.Write(replaced ?? _file.Slice(start, graph.Offset - start));
        }
    }

    private byte[] Weight()
    {
        var (labels, dimensions) = (_head.Labels.Count, _head.Dimensions);
        var values = (float[])_head.Weights.Clone();
        if (!_layer.HasOutputRows)
        {
            for (var label = 0; label < labels; label++)
            {
                for (var i = 0; i < dimensions; i++)
                {
                    values[(i * labels) + label] = _head.Weights[(label * dimensions) + i];
                }
            }
        }

        return Initializer(_layer.Weight, _layer.HasOutputRows ? [labels, dimensions] : [dimensions, labels], values, _layer.Alpha);
    }

    private byte[] Bias()
    {
        var bias = _layer.Bias!;
        long[] shape = [.. bias.Shape.Select(size => size == _layer.Outputs ? _head.Labels.Count : size)];
        if (_layer.Outputs == 1)
        {
            shape = [_head.Labels.Count];
        }

        return Initializer(bias, shape, (float[])_head.Bias.Clone(), _layer.Beta);
    }

    private static byte[] Initializer(OnnxConstant constant, long[] shape, float[] values, float factor)
    {
        TensorPrimitives.Divide(values, factor, values);
        var type = TypeOf(constant)!.Value;
        return new ProtobufWriter(sizeof(float) * ((long)values.Length + 64))
            .Bytes(InitializerField, OnnxProto.InlineTensor(constant.Name, type, shape, type == OnnxElementType.Float16 ? Halves(values) : Singles(values)))
            .ToArray();
    }

    /// <summary>Finds the type to write: float32 wherever the graph converts what it reads, so that nothing is rounded.</summary>
    private static OnnxElementType? TypeOf(OnnxConstant constant) => constant switch
    {
        { IsCast: true } or { Type: OnnxElementType.Float } => OnnxElementType.Float,
        { Type: OnnxElementType.Float16 } => OnnxElementType.Float16,
        _ => null,
    };

    private byte[] Output(Range place)
    {
        var value = new OnnxValueReader(_file).Read(ReaderAt(place));
        if (value.Name != _output || value.Shape is not { Count: > 0 } shape)
        {
            return new ProtobufWriter().Bytes(OutputField, Slice(place)).ToArray();
        }

        object[] dimensions = [.. shape.SkipLast(1).Select(dimension => dimension.Size ?? (object)(dimension.Symbol ?? "")), _head.Labels.Count];
        return new ProtobufWriter().Bytes(OutputField, OnnxProto.ValueInfo(value.Name, value.ElementType, dimensions)).ToArray();
    }

    private string NameAt(Range place) => new OnnxValueReader(_file).Read(ReaderAt(place)).Name;

    private ReadOnlySpan<byte> Slice(Range place)
    {
        var (offset, length) = place.GetOffsetAndLength(int.MaxValue);
        return _file.Slice(offset, length);
    }

    private ProtobufReader ReaderAt(Range place) => new(_source, Slice(place), place.Start.Value);

    private static byte[] Singles(float[] values)
    {
        var bytes = new byte[sizeof(float) * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(float) * i), values[i]);
        }

        return bytes;
    }

    private static byte[] Halves(float[] values)
    {
        var halves = new Half[values.Length];
        TensorPrimitives.ConvertToHalf(values, halves);
        return MemoryMarshal.AsBytes(halves.AsSpan()).ToArray();
    }
}
