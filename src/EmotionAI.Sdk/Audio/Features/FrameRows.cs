using System.Runtime.Intrinsics;
using EmotionAI.Audio.Dsp;

namespace EmotionAI.Audio.Features;

/// <summary>Writes lanes, which are frames, as rows.</summary>
internal static class FrameRows
{
    /// <summary>Writes the values of up to eight frames.</summary>
    /// <param name="lanes">The values of a frame, each a vector of eight frames; overwritten.</param>
    /// <param name="count">The number of frames.</param>
    /// <param name="rows">Receives the first value of the first frame, and the others after it.</param>
    /// <param name="rowLength">The distance from frame to frame.</param>
    public static void Write(Span<Vector256<float>> lanes, int count, Span<float> rows, int rowLength)
    {
        var place = 0;
        for (; place + PowerSpectrum.Frames <= lanes.Length; place += PowerSpectrum.Frames)
        {
            var block = lanes.Slice(place, PowerSpectrum.Frames);
            LaneMatrix.Transpose(block);
            for (var lane = 0; lane < count; lane++)
            {
                block[lane].CopyTo(rows.Slice((lane * rowLength) + place, PowerSpectrum.Frames));
            }
        }

        for (; place < lanes.Length; place++)
        {
            for (var lane = 0; lane < count; lane++)
            {
                rows[(lane * rowLength) + place] = lanes[place][lane];
            }
        }
    }
}
