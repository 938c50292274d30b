using System.Globalization;
using System.Text;

namespace EmotionAI.Training.Cli;

/// <summary>Holds what a command writes to, so that tests can put their own in its place.</summary>
/// <param name="Output">Receives results.</param>
/// <param name="Error">Receives progress and faults.</param>
internal sealed record TrainingConsole(TextWriter Output, TextWriter Error)
{
    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    /// <summary>Writes a message to standard error; what it quotes moves no cursor.</summary>
    public void Tell(string message)
    {
        var text = new StringBuilder(message.Length);
        foreach (var rune in message.EnumerateRunes())
        {
            text.Append(Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format ? Rune.ReplacementChar : rune);
        }

        Error.WriteLine(text);
    }
}
