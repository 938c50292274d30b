namespace EmotionAI.Cli.Training;

/// <summary>Refuses, before the work begins, to replace what may not be.</summary>
internal static class TrainedHeadFolders
{
    /// <exception cref="EmotionAIException">The folder is there and not empty, or is a file.</exception>
    public static void Check(string directory, bool overwrite)
    {
        if (File.Exists(directory))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{directory}' is a file, and --output names a folder; name another place.", directory);
        }

        if (!overwrite && Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{directory}' exists and is not empty; name another place, or add --overwrite.", directory);
        }
    }
}
