namespace EmotionAI.Graphs;

/// <summary>Says how much of an encoder's last layer is computed.</summary>
internal enum EncoderPart
{
    /// <summary>The first position only, <c>[batch, hidden]</c>.</summary>
    FirstPosition,

    /// <summary>Every position, <c>[batch, sequence, hidden]</c>.</summary>
    AllPositions,
}
