using System.Text;

namespace EmotionAI.Cli.Input;

/// <summary>Opens what <c>--input</c> names.</summary>
internal static class TextInput
{
    private const string StandardInput = "-";
    private const int BufferSize = 1 << 16;

    /// <summary>Opens a file as UTF-8, invalid bytes replaced and a byte order mark skipped.</summary>
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

        try
        {
            return RawNames.Open(name) is { } raw
                ? new StreamReader(new FileStream(raw, FileAccess.Read), Encoding.UTF8, detectEncodingFromByteOrderMarks: true, BufferSize)
                : new StreamReader(name, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, BufferSize);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"The file '{name}' does not exist.", name, innerException: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"The file '{name}' cannot be read: {e.Message}", name, innerException: e);
        }
    }
}
