using EmotionAI.Cli.Input;
using EmotionAI.Cli.Output;

namespace EmotionAI.Cli;

/// <summary>Holds what a command reads from and writes to, so that tests can put their own in its place.</summary>
internal sealed record CommandConsole
{
    public required TextReader Input { get; init; }

    /// <summary>Gets the way to read standard input as bytes; to be used in place of <see cref="Input"/>, not beside it.</summary>
    public Func<Stream> OpenInput { get; init; } = static () => Stream.Null;

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    public bool IsInputTerminal { get; init; }

    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    /// <summary>Gets the way to ask for the columns of the terminal, which may change; null where they are not known.</summary>
    public Func<int?> Columns { get; init; } = static () => null;

    /// <summary>Gets the way to read an environment variable; null where it is not set.</summary>
    public Func<string, string?> Environment { get; init; } = static _ => null;

    /// <summary>Writes a message to standard error, whatever it quotes: no control sequence, no change of writing direction, names as they can be written.</summary>
    /// <param name="message">The message, of one line or several.</param>
    public void Tell(string message)
    {
        foreach (var line in RawNames.Display(message).Split(["\r\n", "\n"], StringSplitOptions.None))
        {
            Error.WriteLine(PrintableText.Of(line, int.MaxValue));
        }
    }
}
