namespace EmotionAI.Evaluation.Plots;

/// <summary>Chooses the format of a picture by its file's extension.</summary>
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
}
