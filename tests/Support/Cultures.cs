using System.Globalization;

namespace EmotionAI.Tests;

/// <summary>Runs something as a user of another country does.</summary>
internal static class Cultures
{
    /// <summary>The name of a culture made here, which writes no number and no date as the invariant one does, on machines without culture data too.</summary>
    public const string Made = "made";

    public static IEnumerable<string> Names => [Made, "sv-SE", "de-DE", "fa-IR", "tr-TR", "ar-SA"];

    public static T Run<T>(string name, Func<T> run)
    {
        var (before, beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = name == Made ? Make() : CultureInfo.GetCultureInfo(name);
            return run();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }

    private static CultureInfo Make()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat = new NumberFormatInfo
        {
            NegativeSign = "\u2212",
            PositiveSign = "plus",
            NumberDecimalSeparator = "\u066B",
            NumberGroupSeparator = "'",
            NaNSymbol = "no number",
            PositiveInfinitySymbol = "endless",
            PercentDecimalSeparator = "\u066B",
            PercentSymbol = " of 100",
        };
        culture.DateTimeFormat.DateSeparator = "|";
        culture.DateTimeFormat.TimeSeparator = "|";
        return culture;
    }
}
