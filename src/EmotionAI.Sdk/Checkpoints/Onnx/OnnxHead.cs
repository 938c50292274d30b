namespace EmotionAI.Checkpoints.Onnx;

/// <summary>Describes the last linear layer of a graph: <c>alpha · x · W + beta · b</c>.</summary>
internal sealed record OnnxHead
{
    /// <summary>Gets the value that the layer reads.</summary>
    public required string Features { get; init; }

    /// <summary>Gets the width of that value.</summary>
    public required int Dimensions { get; init; }

    /// <summary>Gets the number of outputs of the layer.</summary>
    public required int Outputs { get; init; }

    public required OnnxConstant Weight { get; init; }

    /// <summary>Gets a value indicating whether the weight is stored as <c>[outputs, dimensions]</c>.</summary>
    public required bool HasOutputRows { get; init; }

    /// <summary>Gets the bias; null where the layer has none.</summary>
    public required OnnxConstant? Bias { get; init; }

    /// <summary>Gets the factor of the product.</summary>
    public float Alpha { get; init; } = 1;

    /// <summary>Gets the factor of the bias.</summary>
    public float Beta { get; init; } = 1;

    /// <summary>Gets the values from the layer to the output of the graph.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>Gets a value indicating whether a softmax stands behind the layer.</summary>
    public required bool HasSoftmax { get; init; }

    /// <summary>Gets a value indicating whether a shape that the file states stands behind the layer.</summary>
    public required bool HasReshape { get; init; }

    /// <summary>Finds the layer.</summary>
    /// <param name="path">The <c>.onnx</c> file, checked by <see cref="OnnxModelFile.Open"/> before.</param>
    /// <param name="output">The output of the graph.</param>
    /// <param name="limits">The bounds.</param>
    /// <exception cref="EmotionAIException">The output does not come from such a layer.</exception>
    public static OnnxHead Find(string path, string output, EmotionLimits limits)
    {
        using var mapped = MappedFile.Open(path);
        return new OnnxHeadReader(new OpenedFile(path, mapped, limits)).Read(output);
    }
}
