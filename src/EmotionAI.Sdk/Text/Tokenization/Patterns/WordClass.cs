namespace EmotionAI.Text.Tokenization.Patterns;

/// <summary>Says what the pattern of GPT-2 sees in a code point.</summary>
internal enum WordClass : byte
{
    Other = 0,
    Letter = 1,
    Number = 2,
    Space = 3,

    /// <summary>Half of a code point.</summary>
    Surrogate = 4,
}
