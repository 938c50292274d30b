namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Takes Korean syllables apart and puts them together, which Unicode does by arithmetic.</summary>
internal static class Hangul
{
    private const int First = 0xAC00;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Trails = 28;
    private const int FirstLead = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int NoTrail = 0x11A7;

    public static bool IsSyllable(int codePoint) => codePoint is >= First and < First + (Leads * Vowels * Trails);

    /// <summary>Tells whether a code point may be the second of a pair.</summary>
    public static bool IsSecond(int codePoint) => codePoint is >= FirstVowel and < FirstVowel + Vowels or > NoTrail and < NoTrail + Trails;

    /// <summary>Takes a syllable apart.</summary>
    /// <returns>The number of parts, 2 or 3.</returns>
    public static int Decompose(int syllable, Span<int> parts)
    {
        var index = syllable - First;
        parts[0] = FirstLead + (index / (Vowels * Trails));
        parts[1] = FirstVowel + (index / Trails % Vowels);
        parts[2] = NoTrail + (index % Trails);
        return index % Trails == 0 ? 2 : 3;
    }

    /// <summary>Puts two parts together; -1 where they do not fit.</summary>
    public static int Compose(int first, int second)
    {
        if (first is >= FirstLead and < FirstLead + Leads && second is >= FirstVowel and < FirstVowel + Vowels)
        {
            return First + ((((first - FirstLead) * Vowels) + second - FirstVowel) * Trails);
        }

        return IsSyllable(first) && (first - First) % Trails == 0 && second is > NoTrail and < NoTrail + Trails ? first + second - NoTrail : -1;
    }
}
