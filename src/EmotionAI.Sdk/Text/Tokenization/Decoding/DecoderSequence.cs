namespace EmotionAI.Text.Tokenization.Decoding;

/// <summary>Is <c>Sequence</c>: decoders one after the other.</summary>
internal sealed class DecoderSequence(ITokenDecoder[] decoders) : ITokenDecoder
{
    public void Decode(List<string> parts)
    {
        foreach (var decoder in decoders)
        {
            decoder.Decode(parts);
        }
    }
}
