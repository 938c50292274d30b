namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Says how a code point joins others to a grapheme cluster. The values are those of ClusterTable.bin.</summary>
[Flags]
internal enum ClusterFlags : ushort
{
    None = 0,

    /// <summary>Joins nothing.</summary>
    Control = 1 << 0,

    /// <summary>Joins what is before it.</summary>
    Joins = 1 << 1,

    /// <summary>Joins what is after it.</summary>
    Prepends = 1 << 2,

    /// <summary>May stand between a pictograph and its joiner.</summary>
    Extends = 1 << 3,

    /// <summary>May stand between the consonants of a conjunct.</summary>
    ExtendsConjunct = 1 << 4,

    /// <summary>Links the consonants of a conjunct.</summary>
    Linker = 1 << 5,

    /// <summary>Is a consonant that forms conjuncts.</summary>
    Consonant = 1 << 6,

    /// <summary>Is a pictograph.</summary>
    Pictograph = 1 << 7,

    /// <summary>Begins a Hangul syllable; with <see cref="Vowel"/> or <see cref="Trail"/> it is one that ends so.</summary>
    Lead = 1 << 8,

    /// <summary>Is a Hangul vowel.</summary>
    Vowel = 1 << 9,

    /// <summary>Ends a Hangul syllable.</summary>
    Trail = 1 << 10,
}
