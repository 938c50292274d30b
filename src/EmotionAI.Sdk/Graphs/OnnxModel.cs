using EmotionAI.Checkpoints.Onnx;

namespace EmotionAI.Graphs;

/// <summary>Says what fills an input of a network.</summary>
internal enum InputRole
{
    /// <summary>What the encoder of the input gives: token ids, samples, features.</summary>
    Values,

    /// <summary>The length of each row, <c>[batch]</c>; what is behind it is padding.</summary>
    Lengths,

    /// <summary>1 for a value and 0 for padding, <c>[batch, sequence]</c>.</summary>
    AttentionMask,

    /// <summary>Zeros, <c>[batch, sequence]</c>: there is one text.</summary>
    TokenTypeIds,

    /// <summary>0, 1, 2 …, <c>[batch, sequence]</c>.</summary>
    PositionIds,
}

/// <summary>Names an input of a network.</summary>
/// <param name="Name">The name in the graph.</param>
/// <param name="Role">What fills it.</param>
/// <param name="Type">The type of its elements.</param>
internal readonly record struct NetworkInput(string Name, InputRole Role, OnnxElementType Type);

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
