using System.Buffers;

namespace EmotionAI.Cli.Input;

/// <summary>Finds what a name of a recording stands for: standard input, a file, or nothing that can be read.</summary>
internal static class AudioPlace
{
    /// <summary>The name of standard input.</summary>
    public const string StandardInput = "-";

    private static readonly SearchValues<char> Wildcards = SearchValues.Create("*?[");

    /// <summary>Reads a recording.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="console">Holds standard input, which <c>-</c> names.</param>
    /// <param name="fromStream">Reads standard input.</param>
    /// <param name="fromFile">Reads a file by a path that .NET can open.</param>
    /// <exception cref="EmotionAIException">It is a folder, or a pattern that the shell left.</exception>
    public static T Read<T>(string path, CommandConsole console, Func<Stream, T> fromStream, Func<string, T> fromFile)
    {
        if (path == StandardInput)
        {
            using var input = console.OpenInput();
            return fromStream(input);
        }

        using var raw = RawNames.Open(path);
        return fromFile(Check(raw is not null ? RawNames.PathOf(raw) : RawNames.IsRaw(path) ? RawNames.Display(path) : path));
    }

    private static string Check(string path)
    {
        if (Directory.Exists(path))
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"'{path}' is a folder; name the files in it, for example '{Path.Join(path, "*.wav")}'.", path);
        }

        if (path.Length == 0 || (!File.Exists(path) && path.AsSpan().ContainsAny(Wildcards)))
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"The file '{path}' does not exist; patterns are left to the shell, and it found no match.", path);
        }

        return path;
    }
}
