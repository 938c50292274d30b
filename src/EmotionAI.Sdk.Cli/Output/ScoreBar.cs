namespace EmotionAI.Cli.Output;

/// <summary>Draws a score as a bar.</summary>
internal static class ScoreBar
{
    /// <summary>The usual width, in characters.</summary>
    public const int Width = 24;

    /// <summary>The width below which a bar says nothing.</summary>
    public const int NarrowestWidth = 4;

    private const string Eighths = "▏▎▍▌▋▊▉";

    /// <summary>Draws a bar.</summary>
    /// <param name="score">The score in [0, 1]; what is beyond is cut off.</param>
    /// <param name="unicode">Whether the terminal knows block characters.</param>
    /// <param name="width">The characters of a bar for the score 1.</param>
    public static string Draw(float score, bool unicode, int width = Width)
    {
        var share = float.IsFinite(score) ? Math.Clamp(score, 0, 1) : 0;
        if (!unicode)
        {
            return new string('#', (int)Math.Round(share * width));
        }

        var eighths = (int)Math.Round(share * width * 8);
        var full = new string('█', eighths / 8);
        return eighths % 8 == 0 ? full : full + Eighths[(eighths % 8) - 1];
    }
}
