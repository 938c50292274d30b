namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Writes a file whole or not at all: beside its place first, then there.</summary>
internal static class AtomicFile
{
    /// <exception cref="EmotionAIException">The file cannot be written.</exception>
    public static void Write(string path, byte[] content)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(draft, content);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(draft))
            {
                File.Delete(draft);
            }

            throw new EmotionAIException(EmotionErrorCodes.FileUnwritable, $"'{path}' cannot be written: {e.Message}", path, innerException: e);
        }
    }
}
