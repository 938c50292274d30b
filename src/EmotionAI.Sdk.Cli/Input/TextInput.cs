using System.Text;
using EmotionAI.Formats;

namespace EmotionAI.Cli.Input;

/// <summary>Opens what <c>--input</c> names.</summary>
internal static class TextInput
{
    private const string StandardInput = "-";

    /// <summary>Opens a file as what its byte order mark says, else as UTF-8; bytes that are not valid become marks, which are faults of their lines.</summary>
    /// <param name="name">The file; <c>-</c> or null for standard input.</param>
    /// <param name="console">Holds standard input.</param>
    /// <returns>The text, to be disposed.</returns>
    /// <exception cref="EmotionAIException">The file is missing or cannot be read.</exception>
    public static TextReader Open(string? name, CommandConsole console)
    {
        if (name is null or StandardInput)
        {
            return console.Input;
        }

        return Open(name, encoding: null);
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="EmotionAIException">The file is missing or cannot be read.</exception>
    public static EncodedReader Open(string name, Encoding? encoding)
    {
        try
        {
            var stream = RawNames.Open(name) is { } raw ? new FileStream(raw, FileAccess.Read) : new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return new EncodedReader(stream, encoding, name);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"The file '{RawNames.Display(name)}' does not exist.", name, innerException: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"The file '{RawNames.Display(name)}' cannot be read: {e.Message}", name, innerException: e);
        }
    }
}
