namespace EmotionAI.Checkpoints.Onnx;

/// <summary>Walks a graph backwards from its output to the last linear layer: Gemm, or MatMul with or without Add.</summary>
internal sealed class OnnxHeadReader(OpenedFile file)
{
    /// <summary>No exporter puts more nodes behind a classifier, and none between a weight and its layer.</summary>
    private const int MaximalSteps = 16;

    private const int WidestLayer = 1 << 24;

    private readonly OnnxGraphIndex _graph = new(file);
    private readonly List<string> _values = [];
    private bool _hasSoftmax;
    private bool _hasReshape;

    /// <exception cref="EmotionAIException">The output does not come from such a layer.</exception>
    public OnnxHead Read(string output)
    {
        var (value, node) = Pass(output);
        switch (node)
        {
            case { Operator: "Gemm", Inputs: [var x, var weight, ..] } when node.Integer("transA", 0) == 0:
                var bias = node.Inputs.Count > 2 && node.Inputs[2].Length > 0 ? Constant(node.Inputs[2]) ?? throw Fault(output, "a Gemm whose bias is computed") : null;
                return Head(output, x, weight, bias, node.Integer("transB", 0) != 0, node.Number("alpha", 1), node.Number("beta", 1));
            case { Operator: "MatMul", Inputs: [var x, var weight] }:
                return Head(output, x, weight, null, false, 1, 1);
            case { Operator: "Add", Inputs: [var left, var right] }:
                return Constant(right) is { } second ? Sum(output, left, second)
                    : Constant(left) is { } first ? Sum(output, right, first)
                    : throw Fault(output, "an Add of two computed values");
            default:
                throw Fault(output, node is null ? $"{OpenedFile.Quote(value)}, which no node gives" : $"the operator {OpenedFile.Quote(node.Operator)}");
        }
    }

    private OnnxHead Sum(string output, string product, OnnxConstant bias)
    {
        var (_, node) = Pass(product);
        return node is { Operator: "MatMul", Inputs: [var x, var weight] }
            ? Head(output, x, weight, bias, false, 1, 1)
            : throw Fault(output, $"an Add behind {(node is null ? "a value that no node gives" : $"the operator {OpenedFile.Quote(node.Operator)}")}");
    }

    private OnnxHead Head(string output, string x, string weight, OnnxConstant? bias, bool isTransposed, float alpha, float beta)
    {
        if (Constant(weight) is not { Shape: [>= 1 and <= WidestLayer and var rows, >= 1 and <= WidestLayer and var columns] } matrix)
        {
            throw Fault(output, "a layer whose weights are not a matrix of the file");
        }

        var hasOutputRows = isTransposed != matrix.IsTransposed;
        var (dimensions, outputs) = hasOutputRows ? (columns, rows) : (rows, columns);
        return bias is not null && bias.Shape.Aggregate((Int128)1, (product, size) => product < 0 || size > WidestLayer ? -1 : product * size) != outputs
            ? throw Fault(output, Invariant($"a layer of {outputs} outputs with a bias of another number"))
            : new OnnxHead
            {
                Features = x,
                Dimensions = (int)dimensions,
                Outputs = (int)outputs,
                Weight = matrix,
                HasOutputRows = hasOutputRows,
                Bias = bias,
                Alpha = alpha,
                Beta = beta,
                Values = _values,
                HasSoftmax = _hasSoftmax,
                HasReshape = _hasReshape,
            };
    }

    /// <summary>Goes back over what changes no label: the form, the type and the scale of the scores.</summary>
    /// <returns>The first value that is of another kind, and its node; null where none gives it.</returns>
    private (string Value, OnnxNode? Node) Pass(string value)
    {
        for (var step = 0; step < MaximalSteps; step++)
        {
            var node = _graph.Producer(value);
            _values.Add(value);
            if (node is not { Domain: "" or "ai.onnx", Inputs.Count: > 0, Operator: "Identity" or "Cast" or "Softmax" or "LogSoftmax" or "Squeeze" or "Unsqueeze" or "Flatten" or "Reshape" })
            {
                return (value, node is { Domain: "" or "ai.onnx" } ? node : null);
            }

            _hasSoftmax |= node.Operator == "Softmax";
            _hasReshape |= node.Operator == "Reshape";
            value = node.Inputs[0];
        }

        return (value, null);
    }

    /// <summary>Finds the initializer that a layer reads, converted and transposed or not; null where the value is computed.</summary>
    private OnnxConstant? Constant(string value)
    {
        var (isCast, isTransposed) = (false, false);
        for (var step = 0; step < MaximalSteps; step++)
        {
            if (_graph.Initializer(value) is { } initializer)
            {
                return initializer with { IsCast = isCast, IsTransposed = isTransposed };
            }

            switch (_graph.Producer(value))
            {
                case { Operator: "Identity", Inputs: [var x] }:
                    value = x;
                    break;
                case { Operator: "Cast", Inputs: [var x] }:
                    (value, isCast) = (x, true);
                    break;
                case { Operator: "Transpose", Inputs: [var x], Permutation: [] or [1, 0] }:
                    (value, isTransposed) = (x, !isTransposed);
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private EmotionAIException Fault(string output, string found) => file.Fault(
        EmotionErrorCodes.FormatUnsupported,
        $"has no last linear layer that is known: its output {OpenedFile.Quote(output)} comes from {found}; Gemm, or MatMul with Add, over weights of the file are allowed, with Softmax, Cast, Squeeze, Flatten or Reshape behind them");
}
