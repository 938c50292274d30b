using System.Text;

namespace EmotionAI.Training.Data.Duplicates;

/// <summary>Takes a text apart into words, so that case, punctuation and white space make no difference.</summary>
internal static class TextWords
{
    /// <returns>The words in small letters: runs of letters and digits. A text without any is one word, itself.</returns>
    public static List<string> Of(string text)
    {
        List<string> words = [];
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (rune.Value is not ('\'' or '’'))
            {
                Take();
            }
        }

        Take();
        if (words.Count == 0)
        {
            words.Add(text.Trim());
        }

        return words;

        void Take()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
    }
}
