using EmotionAI.Graphs;

namespace EmotionAI.Models;

/// <summary>Turns what an encoder computed into the outputs of a model.</summary>
internal interface IHead
{
    /// <summary>Gets how much of the encoder's last layer it reads.</summary>
    EncoderPart Needs { get; }

    /// <summary>Writes the head.</summary>
    /// <returns>The outputs, <c>[batch, outputs]</c>.</returns>
    string Write(NetworkWriter writer, EncoderOutput encoder);
}
