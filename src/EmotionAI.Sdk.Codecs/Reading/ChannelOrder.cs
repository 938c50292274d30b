namespace EmotionAI.Audio.Reading;

/// <summary>Knows the order of channels in Opus, which is that of Vorbis (Vorbis I, 4.3.9), by that of WAV and FLAC.</summary>
internal static class ChannelOrder
{
    private static readonly int[][] OfWav =
    [
        [],
        [0],
        [0, 1],
        [0, 2, 1],
        [0, 1, 2, 3],
        [0, 2, 1, 3, 4],
        [0, 2, 1, 5, 3, 4],
        [0, 2, 1, 6, 5, 3, 4],
        [0, 2, 1, 7, 5, 6, 3, 4],
    ];

    /// <summary>Gets for each channel of WAV which one of Opus it is; null where both have the same order, or none.</summary>
    public static int[]? Of(int channels) => channels is 3 or (>= 5 and <= 8) ? OfWav[channels] : null;
}
