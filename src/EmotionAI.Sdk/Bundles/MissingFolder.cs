namespace EmotionAI.Bundles;

/// <summary>Says what a name that is no folder is in its place, and the way out.</summary>
internal static class MissingFolder
{
    private static readonly string[] Archives = [".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar"];

    public static string Describe(FolderName name)
    {
        if (File.Exists(name.Full))
        {
            return $"The model folder {name} is a file; {DescribeFile(name)}";
        }

        if (new FileInfo(name.Full).LinkTarget is { } target)
        {
            return $"The model folder {name} is a link to '{target}', which does not exist.";
        }

        return $"The model folder '{name.Given}' does not exist{name.Remarks}. {DescribeNothing(name)}".TrimEnd();
    }

    private static string DescribeFile(FolderName name)
    {
        var extension = Path.GetExtension(name.Full);
        if (Array.Exists(Archives, archive => archive.Equals(extension, StringComparison.OrdinalIgnoreCase)))
        {
            return "an archive is to be unpacked first: name the folder of what is in it.";
        }

        return GitLfsPointer.Is(name.Full) ? $"and only a Git LFS pointer. {GitLfsPointer.WayOut}"
            : extension.Equals(".gguf", StringComparison.OrdinalIgnoreCase) ? "GGUF is for llama.cpp and is not read: name a folder with config.json and model.safetensors."
            : $"name the folder that holds it: '{name.Write(Path.GetDirectoryName(name.Full)!)}'.";
    }

    private static string DescribeNothing(FolderName name)
    {
        if (name.Given.StartsWith('~'))
        {
            return "'~' is only known to a shell; write the folder out.";
        }

        var nearest = Path.GetDirectoryName(name.Full);
        while (nearest is not null && !Directory.Exists(nearest))
        {
            nearest = Path.GetDirectoryName(nearest);
        }

        return IsHubName(name.Given)
            ? $"If it is a model of the hub: nothing is downloaded here; get it with 'hf download {name.Given} --local-dir {name.Given.Split('/')[^1]}' and name that folder."
            : $"'{nearest}' does.";
    }

    /// <summary>Tells whether a name has the form owner/model, and nothing says that it is a path.</summary>
    private static bool IsHubName(string name) => name.Split('/') is [{ Length: > 0 } owner, { Length: > 0 } model]
        && !Directory.Exists(owner)
        && (owner + model).All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')
        && owner[0] != '.';
}
