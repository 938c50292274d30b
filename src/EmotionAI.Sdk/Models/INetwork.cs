using EmotionAI.Graphs;

namespace EmotionAI.Models;

/// <summary>Holds what an encoder computed.</summary>
/// <param name="Hidden">The value: <c>[batch, hidden]</c> or <c>[batch, sequence, hidden]</c>, by the part that was asked for.</param>
/// <param name="Mask">1 for tokens and 0 for padding, float32 <c>[batch, sequence, 1]</c>; null where there is no padding.</param>
internal readonly record struct EncoderOutput(string Hidden, string? Mask = null)
{
    /// <summary>Gives out what a last layer computed: the first position without its axis, or all of them with their mask.</summary>
    public static EncoderOutput Of(NetworkWriter writer, string ids, string hidden, EncoderPart part) => part == EncoderPart.FirstPosition
        ? new(writer.Graph.WithoutSequence(hidden))
        : new(hidden, writer.Mask(ids));
}

/// <summary>Says how often something is written, and which setting says so.</summary>
/// <param name="Key">The setting.</param>
/// <param name="Count">The number.</param>
internal readonly record struct LayerCount(string Key, long Count);

/// <summary>Holds the sizes and switches of an encoder, and writes it. It knows no files.</summary>
internal interface INetwork
{
    /// <summary>Gets the width of what it gives.</summary>
    int HiddenSize { get; }

    /// <summary>Writes the encoder, its inputs included.</summary>
    EncoderOutput Write(NetworkWriter writer, EncoderPart part);
}

/// <summary>An encoder of token ids.</summary>
internal interface ITextNetwork : INetwork
{
    /// <summary>Gets what the names of the encoder's tensors begin with.</summary>
    string Prefix { get; }

    /// <summary>Gets the table whose rows are the tokens, without <see cref="Prefix"/>.</summary>
    string WordEmbeddings { get; }

    /// <summary>Gets how often layers are written: a checkpoint with fewer tensors is refused before any of it is.</summary>
    IEnumerable<LayerCount> Layers { get; }

    /// <summary>Gets the largest number of tokens, special tokens included.</summary>
    int MaxLength { get; }
}

/// <summary>Turns what an encoder computed into the outputs of a model.</summary>
internal interface IHead
{
    /// <summary>Gets how much of the encoder's last layer it reads.</summary>
    EncoderPart Needs { get; }

    /// <summary>Writes the head.</summary>
    /// <returns>The outputs, <c>[batch, outputs]</c>.</returns>
    string Write(NetworkWriter writer, EncoderOutput encoder);
}

/// <summary>A head that makes one vector of a text before it makes outputs of that.</summary>
internal interface IPooler : IHead
{
    /// <summary>Writes what is before the last layer.</summary>
    /// <returns>The vector, <c>[batch, hidden]</c>.</returns>
    string Pool(NetworkWriter writer, EncoderOutput encoder);
}

/// <summary>Joins an encoder of token ids with the head of a classifier.</summary>
internal sealed record ClassifierNetwork(ITextNetwork Encoder, IHead Head);
