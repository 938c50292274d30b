using EmotionAI.Text.Tokenization.PreTokenization;

namespace EmotionAI.Text.Tokenization.Decoding;

/// <summary>Is <c>Metaspace</c>: the character that stands for a blank becomes one; at the beginning of the text it goes, where the pre-tokenizer put it there.</summary>
internal sealed class MetaspaceDecoder(MetaspacePreTokenizer settings) : ITokenDecoder
{
    public void Decode(List<string> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            var isBeginning = i == 0 && settings.Scheme != PrependScheme.Never;
            parts[i] = isBeginning ? parts[i].Replace(settings.Replacement.ToString(), "", StringComparison.Ordinal) : parts[i].Replace(settings.Replacement, ' ');
        }
    }
}
