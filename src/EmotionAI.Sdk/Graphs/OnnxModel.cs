namespace EmotionAI.Graphs;

/// <summary>Holds a network in ONNX's binary form, ready for a session.</summary>
internal sealed record OnnxModel
{
    /// <summary>Gets the serialised <c>ModelProto</c>.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>Gets the inputs, the values first.</summary>
    public required IReadOnlyList<NetworkInput> Inputs { get; init; }

    /// <summary>Gets the name of the output.</summary>
    public required string Output { get; init; }

    /// <summary>Gets the folder against which the names of weight files in the model are resolved; null where every weight is in the model.</summary>
    public string? WeightsDirectory { get; init; }
}
