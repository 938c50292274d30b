namespace EmotionAI.Cli.Evaluating;

/// <summary>Writes a file whole or not at all.</summary>
internal static class AtomicText
{
    public static void Write(string path, string content)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
