using System.Globalization;
using EmotionAI.Text;
using Spectre.Console;
using StyledText = Spectre.Console.Text;

namespace EmotionAI.Cli.Output;

/// <summary>Draws for people which words a score stands on: those that raise it in green, those that lower it in red, the stronger the brighter; the strongest with their weights below.</summary>
internal static class ExplanationText
{
    private const int Listed = 5;
    private const byte Faintest = 110;

    public static void Write(IAnsiConsole console, TextExplanation explanation)
    {
        var largest = explanation.Words.Count == 0 ? 1 : Math.Max(float.Epsilon, explanation.Words.Max(word => MathF.Abs(word.Weight)));
        var line = new Paragraph();
        line.Append($"  {PrintableText.Of(explanation.Label)}: ");
        var end = 0;
        foreach (var word in explanation.Words)
        {
            line.Append(Shown(explanation.Input[end..word.Start]));
            line.Append(Shown(word.Text), StyleOf(word.Weight / largest));
            end = word.End;
        }

        line.Append(Shown(explanation.Input[end..]));
        console.Write(line);
        console.WriteLine();
        foreach (var word in explanation.Words.OrderByDescending(word => MathF.Abs(word.Weight)).Take(Listed))
        {
            console.Write(new StyledText($"    {word.Weight.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture)}  {Shown(word.Text)}", StyleOf(word.Weight / largest)));
            console.WriteLine();
        }
    }

    private static Style StyleOf(float share)
    {
        var bright = (byte)(Faintest + (MathF.Abs(share) * (byte.MaxValue - Faintest)));
        return MathF.Abs(share) < 0.05f ? Style.Plain : new Style(share > 0 ? new Color(0, bright, 0) : new Color(bright, 0, 0), decoration: MathF.Abs(share) > 0.5f ? Decoration.Bold : Decoration.None);
    }

    private static string Shown(string text) => PrintableText.Of(text, int.MaxValue);
}
