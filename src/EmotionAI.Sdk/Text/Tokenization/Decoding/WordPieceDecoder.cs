namespace EmotionAI.Text.Tokenization.Decoding;

/// <summary>Is <c>WordPiece</c>: pieces that continue a word lose their prefix, others have a blank before them.</summary>
/// <param name="prefix">What marks a piece that continues a word.</param>
/// <param name="cleansUp">Whether blanks before punctuation and in English contractions go.</param>
internal sealed class WordPieceDecoder(string prefix, bool cleansUp) : ITokenDecoder
{
    private static readonly (string Old, string New)[] Replacements =
        [(" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re")];

    public void Decode(List<string> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0)
            {
                parts[i] = parts[i].StartsWith(prefix, StringComparison.Ordinal) ? parts[i][prefix.Length..] : $" {parts[i]}";
            }

            foreach (var (old, replacement) in cleansUp ? Replacements : [])
            {
                parts[i] = parts[i].Replace(old, replacement, StringComparison.Ordinal);
            }
        }
    }
}
