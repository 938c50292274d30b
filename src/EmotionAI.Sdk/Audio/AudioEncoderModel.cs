using EmotionAI.Bundles;
using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Models;

namespace EmotionAI.Audio;

/// <summary>Holds what a checked folder says about an encoder of clips.</summary>
internal sealed record AudioEncoderModel
{
    /// <summary>Gets the folder; its weights may be closed.</summary>
    public required ModelBundle Bundle { get; init; }

    public required AudioModel Audio { get; init; }

    /// <summary>Gets the number of numbers of a vector.</summary>
    public required int Dimensions { get; init; }

    /// <summary>Gets the network without its last layer, from which sessions are opened.</summary>
    public required ModelNetwork Network { get; init; }

    /// <summary>Gets where that layer stands in an ONNX file; null for weights.</summary>
    public required OnnxHead? Head { get; init; }
}
