namespace EmotionAI.Audio.Decoding;

/// <summary>Names how the samples of a FLAC subframe are coded.</summary>
internal enum FlacSubframeKind
{
    Constant,
    Verbatim,
    Fixed,
    Linear,
}
