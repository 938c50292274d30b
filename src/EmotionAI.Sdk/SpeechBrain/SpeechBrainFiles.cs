using System.Text.Json;
using EmotionAI.Bundles;

namespace EmotionAI.SpeechBrain;

/// <summary>Finds the <c>hyperparams.yaml</c> of a folder: in it, or in the one training output below it.</summary>
internal static class SpeechBrainFiles
{
    public const string HyperParametersName = "hyperparams.yaml";

    private const string ConfigName = "config.json";
    private const int DepthLimit = 4;
    private const int FolderLimit = 2000;

    /// <summary>Tells whether a folder is SpeechBrain's: it or a folder up to four levels below holds a <c>hyperparams.yaml</c>, or its <c>config.json</c> names an interface.</summary>
    public static bool Recognise(string directory) =>
        Directory.Exists(directory) && (Interface(directory, EmotionLimits.Default) is not null || Search(directory).Count > 0);

    /// <summary>Finds the file.</summary>
    /// <exception cref="EmotionAIException">There is none, or there are several.</exception>
    public static string Find(string directory, EmotionLimits limits)
    {
        if (!Directory.Exists(directory))
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"the folder '{directory}' does not exist.", directory);
        }

        var found = Search(directory);
        switch (found.Count)
        {
            case 1:
                return found[0];
            case 0 when Interface(directory, limits) is { } name:
                throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{directory}' has no {HyperParametersName}, although its {ConfigName} names the SpeechBrain interface {name}.", Path.Combine(directory, HyperParametersName));
            case 0:
                throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"no model found in '{directory}': a SpeechBrain folder holds {HyperParametersName}, or a training output results/<name>/<seed>/{HyperParametersName} below it.", directory);
            default:
                var list = string.Join(", ", found.Select(path => $"'{Path.GetRelativePath(directory, path)}'"));
                throw new EmotionAIException(EmotionErrorCodes.BundleInvalid, $"'{directory}' holds several SpeechBrain models: {list}. Name the folder of one of them.", directory);
        }
    }

    /// <summary>Gets the <c>speechbrain_interface</c> of <c>config.json</c>; null where there is none to be read.</summary>
    public static string? Interface(string directory, EmotionLimits limits)
    {
        var path = Path.Combine(directory, ConfigName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonFile.Read(path, limits) is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("speechbrain_interface", out var value) ? JsonFile.Text(value) : null;
        }
        catch (EmotionAIException)
        {
            // Only a hint: whoever needs this file reads it again and reports what is wrong with it.
            return null;
        }
    }

    private static List<string> Search(string directory)
    {
        var found = new List<string>();
        var queue = new Queue<(string Folder, int Depth)>([(directory, 0)]);
        for (var visited = 0; visited < FolderLimit && queue.TryDequeue(out var next); visited++)
        {
            var path = Path.Combine(next.Folder, HyperParametersName);
            if (File.Exists(path))
            {
                found.Add(path);
            }
            else if (next.Depth < DepthLimit)
            {
                foreach (var child in Children(next.Folder))
                {
                    queue.Enqueue((child, next.Depth + 1));
                }
            }
        }

        return found;
    }

    private static List<string> Children(string folder)
    {
        // Links are not followed here, so that the search ends and stays inside.
        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden };
        try
        {
            return Directory.EnumerateDirectories(folder, "*", options).Take(FolderLimit).Order(StringComparer.Ordinal).ToList();
        }
        catch (IOException)
        {
            return [];
        }
    }
}
