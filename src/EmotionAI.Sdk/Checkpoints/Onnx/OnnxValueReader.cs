namespace EmotionAI.Checkpoints.Onnx;

/// <summary>Reads ValueInfoProto: the name, element type and shape of an input or output.</summary>
internal sealed class OnnxValueReader(OpenedFile file)
{
    private const int ValueCost = 192;
    private const int DimensionCost = 96;

    public OnnxValue Read(ProtobufReader value)
    {
        file.Charge(ValueCost);
        var name = string.Empty;
        var (type, shape) = (OnnxElementType.Undefined, default(IReadOnlyList<OnnxDimension>));
        while (value.Next())
        {
            switch (value.Field)
            {
                case 1:
                    name = value.ReadText();
                    break;
                case 2:
                    (type, shape) = ReadType(value.ReadMessage());
                    break;
                default:
                    value.Skip();
                    break;
            }
        }

        return new OnnxValue(name, type, shape);
    }

    private (OnnxElementType Type, IReadOnlyList<OnnxDimension>? Shape) ReadType(ProtobufReader type)
    {
        var result = (OnnxElementType.Undefined, default(IReadOnlyList<OnnxDimension>));
        while (type.Next())
        {
            if (type.Field == 1)
            {
                result = ReadTensorType(type.ReadMessage());
            }
            else
            {
                type.Skip();
            }
        }

        return result;
    }

    private (OnnxElementType Type, IReadOnlyList<OnnxDimension>? Shape) ReadTensorType(ProtobufReader tensor)
    {
        var (type, shape) = (OnnxElementType.Undefined, default(IReadOnlyList<OnnxDimension>));
        while (tensor.Next())
        {
            switch (tensor.Field)
            {
                case 1:
                    type = (OnnxElementType)(int)Math.Min(tensor.ReadVarint(), int.MaxValue);
                    break;
                case 2:
                    shape = ReadShape(tensor.ReadMessage());
                    break;
                default:
                    tensor.Skip();
                    break;
            }
        }

        return (type, shape);
    }

    private List<OnnxDimension> ReadShape(ProtobufReader shape)
    {
        file.Charge(DimensionCost);
        var dimensions = new List<OnnxDimension>();
        while (shape.Next())
        {
            if (shape.Field != 1)
            {
                shape.Skip();
                continue;
            }

            if (dimensions.Count == file.Limits.TensorRank)
            {
                throw file.Fault(EmotionErrorCodes.LimitExceeded, Invariant($"has an input or output of more than {file.Limits.TensorRank} dimensions"), shape.Offset);
            }

            file.Charge(DimensionCost);
            dimensions.Add(ReadDimension(shape.ReadMessage()));
        }

        return dimensions;
    }

    private OnnxDimension ReadDimension(ProtobufReader dimension)
    {
        var result = default(OnnxDimension);
        while (dimension.Next())
        {
            switch (dimension.Field)
            {
                case 1:
                    var size = (long)dimension.ReadVarint();
                    result = size >= 0
                        ? new OnnxDimension(size, null)
                        : throw file.Fault(EmotionErrorCodes.FormatInvalid, Invariant($"has an input or output with a dimension of {size}"), dimension.Offset);
                    break;
                case 2:
                    result = new OnnxDimension(null, dimension.ReadText());
                    break;
                default:
                    dimension.Skip();
                    break;
            }
        }

        return result;
    }
}
