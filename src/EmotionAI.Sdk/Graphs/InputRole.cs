namespace EmotionAI.Graphs;

/// <summary>Says what fills an input of a network.</summary>
internal enum InputRole
{
    /// <summary>What the encoder of the input gives: token ids, samples, features.</summary>
    Values,

    /// <summary>The length of each row, <c>[batch]</c>; what is behind it is padding.</summary>
    Lengths,

    /// <summary>1 for a value and 0 for padding, <c>[batch, sequence]</c>.</summary>
    AttentionMask,

    /// <summary>Zeros, <c>[batch, sequence]</c>: there is one text.</summary>
    TokenTypeIds,

    /// <summary>0, 1, 2 …, <c>[batch, sequence]</c>.</summary>
    PositionIds,
}
