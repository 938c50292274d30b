namespace EmotionAI.Evaluation.Plots;

/// <summary>Chooses the format of a picture by its file's extension and writes the file.</summary>
internal static class PictureFile
{
    /// <summary>Tells whether a file is to be SVG; else it is to be PNG.</summary>
    /// <exception cref="EmotionAIException">The extension is neither.</exception>
    public static bool IsSvg(string path)
    {
        var extension = Path.GetExtension(path);
        return extension.ToUpperInvariant() switch
        {
            ".SVG" => true,
            ".PNG" => false,
            _ => throw new EmotionAIException(
                EmotionErrorCodes.FormatUnsupported, $"'{path}': a picture with the extension '{extension}'; '.png' and '.svg' are allowed.", path),
        };
    }

    /// <summary>Writes the file beside its place, then moves it there.</summary>
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

            throw new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"'{path}' cannot be written: {e.Message}", path, innerException: e);
        }
    }
}
