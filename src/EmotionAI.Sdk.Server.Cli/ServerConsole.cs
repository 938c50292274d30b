using System.Globalization;
using System.Text;

namespace EmotionAI.Server.Cli;

/// <summary>Holds what a command reads and writes to, so that tests can put their own in its place.</summary>
/// <param name="Output">Receives results.</param>
/// <param name="Error">Receives faults.</param>
internal sealed record ServerConsole(TextWriter Output, TextWriter Error)
{
    /// <summary>Gets the way to read an environment variable; null where it is not set.</summary>
    public Func<string, string?> Environment { get; init; } = static _ => null;

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
