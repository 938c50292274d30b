using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace EmotionAI.Server.Live;

/// <summary>Reads the query of a request, and refuses what is not allowed with a sentence.</summary>
internal sealed class QueryValues(IQueryCollection query)
{
    public static EmotionAIException Fault(string name, string value, string allowed) =>
        new(EmotionErrorCodes.InputInvalid, $"The query has {name}={value}; allowed: {allowed}.") { Key = name };

    /// <exception cref="EmotionAIException">A name is not among those that are known.</exception>
    public void CheckNames(IReadOnlyCollection<string> known)
    {
        foreach (var name in query.Keys)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"The query has '{name}', which is not known; allowed: {string.Join(", ", known)}.") { Key = name };
            }
        }
    }

    /// <summary>Gives a value; null where there is none.</summary>
    /// <exception cref="EmotionAIException">There are several.</exception>
    public string? Text(string name)
    {
        var values = query[name];
        return values.Count > 1 ? throw Fault(name, values.ToString(), "one value") : values.Count == 0 || values[0] is not { Length: > 0 } value ? null : value;
    }

    /// <exception cref="EmotionAIException">The value is no number, or outside the range.</exception>
    public double? Number(string name, double least, double most)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Fault(name, text, most > int.MaxValue ? Invariant($"{least} or more") : Invariant($"{least} to {most}"));
    }

    /// <exception cref="EmotionAIException">The value is no whole number, or outside the range.</exception>
    public int? Whole(string name, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Fault(name, text, Invariant($"{least} to {most}"));
    }

    /// <exception cref="EmotionAIException">The value is none of these.</exception>
    public string? OneOf(string name, params string[] allowed) =>
        Text(name) is not { } text ? null : allowed.Contains(text) ? text : throw Fault(name, text, string.Join(", ", allowed));

    /// <summary>Gives a switch, which is on where it is named without a value.</summary>
    /// <exception cref="EmotionAIException">The value is neither <c>true</c> nor <c>false</c>.</exception>
    public bool Switch(string name) => query.ContainsKey(name) && OneOf(name, "true", "false") is null or "true";
}
