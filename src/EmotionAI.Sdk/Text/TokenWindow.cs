namespace EmotionAI.Text;

/// <summary>Holds a part of a text that is too long for a model, as tokens.</summary>
public sealed class TokenWindow
{
    internal TokenWindow(int[] inputIds, Range[] offsets) => (InputIds, Offsets) = (inputIds, offsets);

    /// <summary>Gets the ids, special tokens included.</summary>
    public ReadOnlyMemory<int> InputIds { get; }

    /// <summary>Gets for each id the range of the text that it stands for, in UTF-16 units; 0..0 for special tokens that are not in the text.</summary>
    public ReadOnlyMemory<Range> Offsets { get; }
}
