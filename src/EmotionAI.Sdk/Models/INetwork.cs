using EmotionAI.Graphs;

namespace EmotionAI.Models;

/// <summary>Holds the sizes and switches of an encoder, and writes it. It knows no files.</summary>
internal interface INetwork
{
    /// <summary>Gets the width of what it gives.</summary>
    int HiddenSize { get; }

    /// <summary>Writes the encoder, its inputs included.</summary>
    EncoderOutput Write(NetworkWriter writer, EncoderPart part);
}
