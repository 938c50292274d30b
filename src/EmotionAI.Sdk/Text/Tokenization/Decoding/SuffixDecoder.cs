namespace EmotionAI.Text.Tokenization.Decoding;

/// <summary>Is <c>BPEDecoder</c>: what ends a word becomes a blank, or nothing at the end of the text.</summary>
internal sealed class SuffixDecoder(string suffix) : ITokenDecoder
{
    public void Decode(List<string> parts)
    {
        for (var i = 0; i < parts.Count && suffix.Length > 0; i++)
        {
            parts[i] = parts[i].Replace(suffix, i == parts.Count - 1 ? "" : " ", StringComparison.Ordinal);
        }
    }
}
