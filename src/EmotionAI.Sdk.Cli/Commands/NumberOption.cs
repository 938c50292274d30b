using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace EmotionAI.Cli.Commands;

/// <summary>Makes options that take a number within bounds, read the same in every culture.</summary>
internal static class NumberOption
{
    public static Option<int?> Integer(string name, string description, int least, int most = int.MaxValue) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => int.TryParse(ValueOf(result), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : Refuse<int>(result, name, most == int.MaxValue ? Invariant($"{least} or more") : string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}")),
    };

    public static Option<double?> Share(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result => double.TryParse(ValueOf(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1
            ? value
            : Refuse<double>(result, name, "a number from 0 to 1"),
    };

    public static Option<double?> Seconds(string name, string description, double least, double most) => new(name)
    {
        Description = description,
        HelpName = "S",
        CustomParser = result => double.TryParse(ValueOf(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : Refuse<double>(result, name, string.Create(CultureInfo.InvariantCulture, $"a number of seconds from {least} to {most}")),
    };

    private static string ValueOf(ArgumentResult result) => result.Tokens[0].Value;

    private static T? Refuse<T>(ArgumentResult result, string name, string allowed)
        where T : struct
    {
        result.AddError($"{name} is '{ValueOf(result)}'; allowed: {allowed}.");
        return null;
    }
}
