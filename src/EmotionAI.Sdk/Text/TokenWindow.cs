namespace EmotionAI.Text;

/// <summary>Is a part of a text that is too long for a model, as tokens.</summary>
/// <param name="InputIds">The ids, special tokens included.</param>
/// <param name="Offsets">For each id the range of the text that it stands for, in UTF-16 units; 0..0 for special tokens that are not in the text.</param>
public readonly record struct TokenWindow(ReadOnlyMemory<int> InputIds, ReadOnlyMemory<Range> Offsets);
