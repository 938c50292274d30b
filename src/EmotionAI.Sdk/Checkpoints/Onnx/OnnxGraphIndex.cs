namespace EmotionAI.Checkpoints.Onnx;

/// <summary>Knows where in a file the nodes and initializers of its main graph lie, by what they give.</summary>
internal sealed class OnnxGraphIndex
{
    private const int EntryCost = 96;
    private const int ModelGraph = 7;

    private readonly OpenedFile _file;
    private readonly ProtobufSource _source;
    private readonly Dictionary<string, Range> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Range> _initializers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inputs = new(StringComparer.Ordinal);

    public OnnxGraphIndex(OpenedFile file)
    {
        _file = file;
        _source = new ProtobufSource("ONNX", file.Path, file.Path, file.Charge);
        var model = new ProtobufReader(_source, file.Slice(0, file.Length));
        while (model.Next())
        {
            if (model.Field == ModelGraph)
            {
                ReadGraph(model.ReadMessage());
            }
            else
            {
                model.Skip();
            }
        }
    }

    /// <summary>Finds the node that gives a value; null where none does.</summary>
    public OnnxNode? Producer(string value) => _nodes.TryGetValue(value, out var place) ? OnnxNode.Read(ReaderAt(place)) : null;

    /// <summary>Finds an initializer; null where the name is none's, or an input of the graph may replace it.</summary>
    public OnnxConstant? Initializer(string name)
    {
        if (_inputs.Contains(name) || !_initializers.TryGetValue(name, out var place))
        {
            return null;
        }

        var tensor = ReaderAt(place);
        var (type, shape) = (OnnxElementType.Undefined, new List<long>());
        while (tensor.Next())
        {
            switch (tensor.Field)
            {
                case 1:
                    tensor.FoldVarints(shape, (sizes, size) => AddSize(sizes, size));
                    break;
                case 2:
                    type = (OnnxElementType)tensor.ReadInt32();
                    break;
                default:
                    tensor.Skip();
                    break;
            }
        }

        return new OnnxConstant(name, type, shape, place);
    }

    private List<long> AddSize(List<long> sizes, ulong size)
    {
        if (sizes.Count == _file.Limits.TensorRank)
        {
            throw _file.Fault(EmotionErrorCodes.LimitExceeded, Invariant($"has a weight of more than {_file.Limits.TensorRank} dimensions"));
        }

        sizes.Add((long)Math.Min(size, long.MaxValue));
        return sizes;
    }

    private ProtobufReader ReaderAt(Range place)
    {
        var (offset, length) = place.GetOffsetAndLength(int.MaxValue);
        return new ProtobufReader(_source, _file.Slice(offset, length), offset);
    }

    private void ReadGraph(ProtobufReader graph)
    {
        while (graph.Next())
        {
            switch (graph.Field)
            {
                case 1:
                    var node = graph.ReadRange();
                    AddNames(ReaderAt(node), 2, _nodes, node);
                    break;
                case 5:
                    var tensor = graph.ReadRange();
                    AddNames(ReaderAt(tensor), 8, _initializers, tensor);
                    break;
                case 11:
                    AddInput(graph.ReadMessage());
                    break;
                default:
                    graph.Skip();
                    break;
            }
        }
    }

    private void AddNames(ProtobufReader message, int field, Dictionary<string, Range> places, Range place)
    {
        while (message.Next())
        {
            if (message.Field == field)
            {
                _file.Charge(EntryCost);
                places[message.ReadText()] = place;
            }
            else
            {
                message.Skip();
            }
        }
    }

    private void AddInput(ProtobufReader input)
    {
        while (input.Next())
        {
            if (input.Field == 1)
            {
                _file.Charge(EntryCost);
                _inputs.Add(input.ReadText());
            }
            else
            {
                input.Skip();
            }
        }
    }
}
