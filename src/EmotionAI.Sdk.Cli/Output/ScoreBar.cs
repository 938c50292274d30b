namespace EmotionAI.Cli.Output;

/// <summary>Draws a score as a bar.</summary>
internal static class ScoreBar
{
    public const int Width = 24;

    private const string Eighths = "▏▎▍▌▋▊▉";

    /// <summary>Draws a bar of at most <see cref="Width"/> characters.</summary>
    /// <param name="score">The score in [0, 1]; what is beyond is cut off.</param>
    /// <param name="unicode">Whether the terminal knows block characters.</param>
    public static string Draw(float score, bool unicode)
    {
        var share = float.IsFinite(score) ? Math.Clamp(score, 0, 1) : 0;
        if (!unicode)
        {
            return new string('#', (int)Math.Round(share * Width));
        }

        var eighths = (int)Math.Round(share * Width * 8);
        var full = new string('█', eighths / 8);
        return eighths % 8 == 0 ? full : full + Eighths[(eighths % 8) - 1];
    }
}
