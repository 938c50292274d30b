namespace EmotionAI.Checkpoints.Onnx;

/// <summary>Walks a ModelProto: its own fields, and every graph below it through <see cref="OnnxGraphScanner"/>.</summary>
/// <remarks>Field numbers are those of onnx.proto.</remarks>
internal sealed class OnnxScanner(OpenedFile file)
{
    private const int OperatorSetCost = 64;
    private const int ModelGraph = 7;
    private const int ModelOperatorSets = 8;
    private const int ModelTraining = 20;
    private const int ModelFunctions = 25;
    private const int FunctionDomain = 10;
    private const int FunctionNode = 7;

    private readonly OnnxGraphScanner _graphs = new(file);
    private readonly List<OnnxOperatorSet> _operatorSets = [];
    private long _irVersion;
    private string _producerName = string.Empty;
    private string _producerVersion = string.Empty;
    private bool _hasGraph;

    /// <summary>Scans the model twice: first for the domains of its own functions, then for all else.</summary>
    public OnnxModelFile Scan()
    {
        var model = new ProtobufReader(new ProtobufSource("ONNX", file.Path, file.Path, file.Charge), file.Slice(0, file.Length));
        var functions = model;
        while (functions.Next())
        {
            if (functions.Field == ModelFunctions)
            {
                ReadFunctionDomain(functions.ReadMessage());
            }
            else
            {
                functions.Skip();
            }
        }

        while (model.Next())
        {
            ReadField(ref model);
        }

        return _hasGraph ? Result() : throw file.Fault(EmotionErrorCodes.FormatInvalid, "is no ONNX model: it holds no graph");
    }

    private OnnxModelFile Result() => new()
    {
        Path = file.Path,
        IrVersion = _irVersion,
        ProducerName = _producerName,
        ProducerVersion = _producerVersion,
        Inputs = _graphs.FeedInputs(),
        Outputs = _graphs.Outputs,
        OperatorSets = _operatorSets,
        ExternalData = _graphs.ExternalData,
        NonFinite = _graphs.NonFinite,
    };

    private void ReadField(ref ProtobufReader model)
    {
        switch (model.Field)
        {
            case 1:
                _irVersion = (long)model.ReadVarint();
                break;
            case 2:
                _producerName = model.ReadText();
                break;
            case 3:
                _producerVersion = model.ReadText();
                break;
            case ModelGraph:
                ReadMainGraph(model.ReadMessage());
                break;
            case ModelOperatorSets:
                ReadOperatorSet(model.ReadMessage());
                break;
            case ModelTraining:
                ReadTraining(model.ReadMessage());
                break;
            case ModelFunctions:
                ReadFunction(model.ReadMessage());
                break;
            default:
                model.Skip();
                break;
        }
    }

    private void ReadMainGraph(ProtobufReader graph)
    {
        if (_hasGraph)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, "holds its graph twice", graph.Offset);
        }

        _hasGraph = true;
        _graphs.ScanMain(graph);
    }

    private void ReadOperatorSet(ProtobufReader set)
    {
        var (domain, version) = (string.Empty, 0L);
        while (set.Next())
        {
            switch (set.Field)
            {
                case 1:
                    domain = set.ReadText();
                    break;
                case 2:
                    version = (long)set.ReadVarint();
                    break;
                default:
                    set.Skip();
                    break;
            }
        }

        file.Charge(OperatorSetCost);
        _operatorSets.Add(new OnnxOperatorSet(domain, version));
    }

    private void ReadTraining(ProtobufReader training)
    {
        while (training.Next())
        {
            if (training.Field is 1 or 2)
            {
                _graphs.ScanInner(training.ReadMessage(), 1);
            }
            else
            {
                training.Skip();
            }
        }
    }

    private void ReadFunction(ProtobufReader function)
    {
        while (function.Next())
        {
            switch (function.Field)
            {
                case FunctionNode:
                    _graphs.ScanNode(function.ReadMessage(), 1);
                    break;
                case 11:
                    _graphs.ScanAttribute(function.ReadMessage(), 1);
                    break;
                default:
                    function.Skip();
                    break;
            }
        }
    }

    private void ReadFunctionDomain(ProtobufReader function)
    {
        while (function.Next())
        {
            if (function.Field == FunctionDomain)
            {
                _graphs.AllowDomain(function.ReadText());
            }
            else
            {
                function.Skip();
            }
        }
    }
}
