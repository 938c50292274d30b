namespace EmotionAI.Audio.Features;

/// <summary>Puts deltas and neighbouring frames beside a frame; follows <c>Deltas</c> and <c>ContextWindow</c> of SpeechBrain.</summary>
internal static class FrameStacking
{
    private const int DeltaReach = 2;
    private const float DeltaDenominator = 10;

    /// <summary>Writes <c>[x, Δ, ΔΔ]</c> of each frame.</summary>
    /// <param name="x">The features, <c>[frames, size]</c>.</param>
    /// <param name="stacked">Receives <c>[frames, 3 × size]</c>.</param>
    public static void AddDeltas(ReadOnlySpan<float> x, int frames, int size, Span<float> stacked)
    {
        for (var frame = 0; frame < frames; frame++)
        {
            x.Slice(frame * size, size).CopyTo(stacked.Slice(frame * 3 * size, size));
        }

        for (var order = 1; order <= 2; order++)
        {
            for (var frame = 0; frame < frames; frame++)
            {
                for (var i = 0; i < size; i++)
                {
                    var sum = 0f;
                    for (var step = -DeltaReach; step <= DeltaReach; step++)
                    {
                        sum += step * stacked[(Math.Clamp(frame + step, 0, frames - 1) * 3 * size) + ((order - 1) * size) + i];
                    }

                    stacked[(frame * 3 * size) + (order * size) + i] = sum / DeltaDenominator;
                }
            }
        }
    }

    /// <summary>Writes, for each feature of a frame, its value in the frames around; outside the clip it is 0.</summary>
    /// <param name="x">The features, <c>[frames, size]</c>.</param>
    /// <param name="stacked">Receives <c>[frames, size × (left + 1 + right)]</c>.</param>
    public static void AddContext(ReadOnlySpan<float> x, int frames, int size, int left, int right, Span<float> stacked)
    {
        var width = left + 1 + right;
        for (var frame = 0; frame < frames; frame++)
        {
            for (var i = 0; i < size; i++)
            {
                for (var step = 0; step < width; step++)
                {
                    var source = frame + step - left;
                    stacked[(((frame * size) + i) * width) + step] = source >= 0 && source < frames ? x[(source * size) + i] : 0;
                }
            }
        }
    }
}
