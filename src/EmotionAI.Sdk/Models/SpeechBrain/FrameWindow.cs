namespace EmotionAI.Models.SpeechBrain;

/// <summary>Says how frames of an encoder become those that are answered: the mean of each window of them, as <c>Pooling1d</c> computes it.</summary>
/// <param name="Length">The frames of a window; the last one may have fewer.</param>
/// <param name="Stride">The frames from one window to the next.</param>
internal readonly record struct FrameWindow(int Length, int Stride)
{
    /// <summary>Gives the number of windows; the last one begins inside the frames, as <c>ceil_mode</c> has it.</summary>
    public int CountOf(int frames)
    {
        if (frames <= Length)
        {
            return 1;
        }

        var count = 1 + ((frames - Length + Stride - 1) / Stride);
        return (count - 1) * (long)Stride >= frames ? count - 1 : count;
    }
}
