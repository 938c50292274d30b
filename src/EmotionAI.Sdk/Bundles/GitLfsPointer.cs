namespace EmotionAI.Bundles;

/// <summary>Recognises the few lines that Git leaves in place of a large file where Git LFS is not installed.</summary>
internal static class GitLfsPointer
{
    public const string WayOut = "Fetch the files themselves: 'git lfs install', then 'git lfs pull' in the folder, or download them anew.";

    /// <summary>No pointer is longer, says the specification.</summary>
    private const int LongestPointer = 1_024;

    private static readonly string[] Candidates = ["model.safetensors", "pytorch_model.bin", .. OnnxFiles.Names, "tokenizer.json", "vocab.txt", "config.json"];

    private static ReadOnlySpan<byte> Beginning => "version https://git-lfs.github.com/spec/"u8;

    /// <summary>Tells of a bundle with faults which of its files are pointers, in place of what reading them brought up.</summary>
    public static void Replace(BundleLayout layout, BundleProblems problems)
    {
        if (!problems.HasErrors)
        {
            return;
        }

        var named = problems.All.Select(problem => Path.Combine(layout.Directory, problem.File));
        var usual = Candidates.Select(name => Path.Combine(layout.ModelDirectory, name));
        foreach (var path in named.Concat(usual).Select(Path.GetFullPath).Distinct().Where(Is).ToList())
        {
            problems.Replace(EmotionErrorCodes.FormatInvalid, path, $"is only a Git LFS pointer, not the file. {WayOut}");
        }
    }

    public static bool Is(string path)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: > 0 } file)
            {
                return false;
            }

            // The cache of the hub holds links, whose own length is short.
            var target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return target.Length is > 0 and <= LongestPointer && File.ReadAllBytes(target.FullName).AsSpan().StartsWith(Beginning);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
