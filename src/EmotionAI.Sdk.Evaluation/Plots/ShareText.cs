using System.Globalization;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Writes shares with two digits, as Python's <c>.2f</c>: a tie goes to the even digit.</summary>
internal static class ShareText
{
    /// <summary>Writes a share.</summary>
    public static string Format(double share)
    {
        // Halves of a hundredth that a double holds exactly are the odd eighths; all else is settled by the digits beyond.
        var eighths = share * 8;
        var exactTie = double.IsOddInteger(eighths);
        var text = exactTie ? Math.Round((decimal)share, 2, MidpointRounding.ToEven) : (decimal?)null;
        return text?.ToString("F2", CultureInfo.InvariantCulture) ?? share.ToString("F2", CultureInfo.InvariantCulture);
    }
}
