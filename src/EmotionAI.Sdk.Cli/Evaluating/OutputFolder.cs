namespace EmotionAI.Cli.Evaluating;

/// <summary>Checks a folder for results before the work begins.</summary>
internal static class OutputFolder
{
    /// <exception cref="EmotionAIException">The folder has files that may not be replaced.</exception>
    public static void Check(string? directory, bool overwrite)
    {
        if (directory is not null && !overwrite && Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"The folder '{directory}' is not empty; name another one, or add --overwrite.", directory);
        }
    }
}
