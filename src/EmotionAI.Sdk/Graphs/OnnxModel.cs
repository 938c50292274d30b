namespace EmotionAI.Graphs;

/// <summary>Holds a model in ONNX's binary form, with one input and one output, ready for a session.</summary>
internal sealed record OnnxModel
{
    public const string InputName = "input";

    public const string OutputName = "logits";

    /// <summary>Gets the serialised <c>ModelProto</c>.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>Gets the folder against which the names of weight files in the model are resolved; null where every weight is in the model.</summary>
    public string? WeightsDirectory { get; init; }
}
