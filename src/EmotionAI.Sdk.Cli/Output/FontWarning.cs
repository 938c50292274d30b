using EmotionAI.Cli.Input;
using EmotionAI.Evaluation.Plots;

namespace EmotionAI.Cli.Output;

/// <summary>Tells once that no font here has the characters of some labels, which a picture then shows as boxes.</summary>
internal static class FontWarning
{
    private const int Shown = 3;

    public static void Write(CommandConsole console, EmotionLabels labels) => Write(console, Picture.FindUnreadable(labels));

    public static void Write(CommandConsole console, Picture picture) => Write(console, picture.UnreadableTexts);

    private static void Write(CommandConsole console, IReadOnlyList<string> texts)
    {
        string[] unreadable = [.. texts.Distinct(StringComparer.Ordinal)];
        if (unreadable.Length == 0)
        {
            return;
        }

        var names = string.Join(", ", unreadable.Take(Shown).Select(label => $"'{PrintableText.Of(RawNames.Display(label))}'"));
        console.Tell($"warning: no font on this machine has all characters of {names}{(unreadable.Length > Shown ? Invariant($" and {unreadable.Length - Shown} more") : "")}: pictures show boxes there. Install one that has them, such as Noto (Debian and Ubuntu: apt-get install fonts-noto fonts-noto-cjk), and draw again.");
    }
}
