namespace EmotionAI.Checkpoints.Onnx;

/// <summary>Describes an ONNX model after a scan of its file; weights are not loaded and nothing is run.</summary>
internal sealed class OnnxModelFile
{
    /// <summary>Gets the path of the file.</summary>
    public required string Path { get; init; }

    public required long IrVersion { get; init; }

    /// <summary>Gets the name of the program that wrote the model; empty where it does not say.</summary>
    public required string ProducerName { get; init; }

    public required string ProducerVersion { get; init; }

    /// <summary>Gets the inputs to be fed; initializers that old models list among them are left out.</summary>
    public required IReadOnlyList<OnnxValue> Inputs { get; init; }

    public required IReadOnlyList<OnnxValue> Outputs { get; init; }

    public required IReadOnlyList<OnnxOperatorSet> OperatorSets { get; init; }

    /// <summary>Gets the checked places of all data outside the file.</summary>
    public required IReadOnlyList<OnnxExternalData> ExternalData { get; init; }

    /// <summary>Gets the initializers of the main graph that hold NaN or infinity in the file itself.</summary>
    public required IReadOnlyList<string> NonFinite { get; init; }

    /// <summary>Scans a file.</summary>
    /// <param name="path">The <c>.onnx</c> file.</param>
    /// <param name="limits">The bounds.</param>
    /// <exception cref="EmotionAIException">It is malformed, uses operators of a foreign domain, or places data outside its folder.</exception>
    public static OnnxModelFile Open(string path, EmotionLimits limits)
    {
        using var mapped = MappedFile.Open(path);
        var file = new OpenedFile(path, mapped, limits);
        if (file.Length > limits.OnnxBytes)
        {
            throw file.Fault(EmotionErrorCodes.LimitExceeded, Invariant($"has {file.Length} bytes; at most {limits.OnnxBytes} are allowed"));
        }

        if (ForeignContent.Describe(file.Head(ForeignContent.HeadBytes)) is { } foreign)
        {
            throw file.Fault(file.Length == 0 ? EmotionErrorCodes.FileTruncated : EmotionErrorCodes.FormatInvalid, $"is not an ONNX model: it {foreign}", 0);
        }

        return new OnnxScanner(file).Scan();
    }
}
