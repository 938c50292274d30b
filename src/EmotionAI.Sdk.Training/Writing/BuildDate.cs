using System.Globalization;

namespace EmotionAI.Training.Writing;

/// <summary>Gives the day that a model folder names: that of builds that are to be reproduced, never that of the clock.</summary>
internal static class BuildDate
{
    /// <summary>The variable by which such builds give the time, in seconds since 1970.</summary>
    private const string EpochVariable = "SOURCE_DATE_EPOCH";

    /// <summary>Gets the day, as <c>2025-06-01</c>; null where none is given.</summary>
    public static string? Today => Of(Environment.GetEnvironmentVariable(EpochVariable));

    public static string? Of(string? seconds) => long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value < int.MaxValue * 4L
        ? DateTimeOffset.FromUnixTimeSeconds(value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : null;
}
