namespace EmotionAI.Text.Tokenization.Decoding;

/// <summary>Is <c>Strip</c>: so many of a character go at the ends of each part.</summary>
internal sealed class StripDecoder(char content, int start, int stop) : ITokenDecoder
{
    public void Decode(List<string> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            var (from, to) = (0, part.Length);
            while (from < start && from < to && part[from] == content)
            {
                from++;
            }

            while (part.Length - to < stop && to > from && part[to - 1] == content)
            {
                to--;
            }

            parts[i] = part[from..to];
        }
    }
}
