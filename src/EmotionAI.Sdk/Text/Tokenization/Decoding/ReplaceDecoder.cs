using System.Text;
using EmotionAI.Text.Tokenization.Patterns;

namespace EmotionAI.Text.Tokenization.Decoding;

/// <summary>Is <c>Replace</c>: what matches a pattern becomes another text.</summary>
internal sealed class ReplaceDecoder(IPattern pattern, string content) : ITokenDecoder
{
    public void Decode(List<string> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            var text = new StringBuilder();
            var from = 0;
            while (pattern.Next(parts[i], from, out var start, out var end))
            {
                text.Append(parts[i], from, start - from).Append(content);
                from = end;
            }

            parts[i] = text.Append(parts[i], from, parts[i].Length - from).ToString();
        }
    }
}
