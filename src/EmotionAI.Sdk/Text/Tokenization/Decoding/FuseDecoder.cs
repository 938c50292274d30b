namespace EmotionAI.Text.Tokenization.Decoding;

/// <summary>Is <c>Fuse</c>: all parts become one.</summary>
internal sealed class FuseDecoder : ITokenDecoder
{
    public void Decode(List<string> parts)
    {
        var text = string.Concat(parts);
        parts.Clear();
        parts.Add(text);
    }
}
