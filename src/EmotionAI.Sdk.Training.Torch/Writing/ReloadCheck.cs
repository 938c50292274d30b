using EmotionAI.Formats;

namespace EmotionAI.Training.Torch.Writing;

/// <summary>Writes a model folder only after the SDK has loaded it and answered as the trainer does.</summary>
internal static class ReloadCheck
{
    /// <summary>The most inputs that are compared.</summary>
    public const int Inputs = 64;

    /// <summary>Checks, before any work, that a folder may be written.</summary>
    /// <exception cref="EmotionAIException">It is there, and may not be replaced.</exception>
    public static void RequireFree(string directory, bool overwrite)
    {
        if (File.Exists(directory) || (!overwrite && Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any()))
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.SettingInvalid, directory, "the folder is there already", "an empty or new folder, or Overwrite, is");
        }
    }

    /// <summary>Writes the folder aside, compares, and writes it to its place.</summary>
    /// <param name="writer">The files.</param>
    /// <param name="directory">The folder.</param>
    /// <param name="overwrite">Whether a folder that is there may be replaced.</param>
    /// <param name="tolerance">The largest difference of a score.</param>
    /// <param name="expected">The scores of the trainer, one after another.</param>
    /// <param name="answer">Loads a folder and gives its scores for the same inputs.</param>
    /// <returns>The largest difference.</returns>
    /// <exception cref="EmotionAIException">The folder answers otherwise, or cannot be written.</exception>
    public static double Write(ModelFolderWriter writer, string directory, bool overwrite, double tolerance, float[] expected, Func<string, float[]> answer)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var parent = Path.GetDirectoryName(target) ?? throw ArtefactFile.Fault(EmotionErrorCodes.SettingInvalid, target, "the root of a disk", "a folder is");
        var aside = Path.Combine(parent, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.check");
        try
        {
            writer.WriteTo(aside);
            var difference = Difference(expected, answer(aside));
            if (!(difference <= tolerance))
            {
                throw new EmotionAIException(EmotionErrorCodes.InferenceFailed, Invariant($"The exported model answers otherwise than the trainer: the scores differ by {difference:G3}, by at most {tolerance:G3} is allowed. Nothing was written; please report this."), directory);
            }

            writer.WriteTo(directory, overwrite);
            return difference;
        }
        finally
        {
            if (Directory.Exists(aside))
            {
                Directory.Delete(aside, recursive: true);
            }
        }
    }

    private static double Difference(float[] expected, float[] found)
    {
        var largest = expected.Length == found.Length ? 0.0 : double.PositiveInfinity;
        for (var i = 0; i < expected.Length && i < found.Length; i++)
        {
            var difference = Math.Abs((double)expected[i] - found[i]);
            largest = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(largest, difference);
        }

        return largest;
    }
}
