namespace EmotionAI.Audio.Decoding;

/// <summary>Names how the channels of a FLAC frame are stored.</summary>
internal enum FlacBlockLayout
{
    Independent,
    LeftSide,
    SideRight,
    MidSide,
}
