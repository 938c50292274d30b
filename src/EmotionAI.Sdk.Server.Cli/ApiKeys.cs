using EmotionAI.Cli;

namespace EmotionAI.Server.Cli;

/// <summary>Reads keys from where other users of the machine do not see them, as they would see a command line.</summary>
internal static class ApiKeys
{
    public const string Variable = "EMOTIONAI_API_KEY";

    /// <exception cref="EmotionAIException">The file cannot be read, or holds none.</exception>
    public static IEnumerable<string> Read(string? file, CommandConsole console)
    {
        string[] keys = console.Environment(Variable) is { Length: > 0 } key ? [key.Trim()] : [];
        return file is null ? keys : [.. keys, .. ReadFile(file)];
    }

    private static string[] ReadFile(string file)
    {
        try
        {
            string[] keys = [.. File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0)];
            return keys.Length > 0 ? keys : throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"--api-key-file: '{file}' holds no key; one a line is needed.", file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"--api-key-file: '{file}' cannot be read: {e.Message}", file, innerException: e);
        }
    }
}
