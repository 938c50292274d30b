using System.Globalization;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Reads whether a label is there: 0 and 1, 0.0 and 1.0, true and false in any case.</summary>
internal static class Indicator
{
    /// <returns>Null for anything else.</returns>
    public static bool? Parse(string text)
    {
        if (bool.TryParse(text, out var value))
        {
            return value;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is 0 or 1 ? number == 1 : null;
    }
}
