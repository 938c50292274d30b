namespace EmotionAI.Bundles;

/// <summary>Finds the ONNX models of a folder, by the names that Optimum and the hub give them, those that count first first.</summary>
internal static class OnnxFiles
{
    /// <summary>What is behind <c>model</c>: full precision comes before reduced precision.</summary>
    private static readonly string[] Variants = ["", "_optimized", "_fp16", "_quantized", "_int8", "_uint8"];

    /// <summary>Gets the names, relative to the folder of the model: of one variant, the folder itself comes before <c>onnx</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Variants.SelectMany(static variant => (string[])[$"model{variant}.onnx", $"onnx/model{variant}.onnx"])];

    /// <summary>Finds them.</summary>
    public static IReadOnlyList<string> Find(string directory) => [.. Names.Select(name => Path.Combine(directory, name)).Where(File.Exists)];

    /// <summary>Tells of the models that are not read, since another one of the folder is.</summary>
    /// <param name="paths">Those that are not read.</param>
    /// <param name="taken">The one that is.</param>
    public static void WarnOfIgnored(IReadOnlyList<string> paths, string taken, BundleLayout layout, BundleProblems problems)
    {
        if (paths.Count == 0)
        {
            return;
        }

        var others = paths.Count == 1 ? "" : Invariant($", one of {paths.Count} that are not read");
        var name = Path.GetRelativePath(layout.ModelDirectory, taken).Replace('\\', '/');
        problems.Warning(BundleProblemCodes.ValueOverridden, paths[0], "", $"an ONNX model beside '{name}'{others}", $"one model a folder: '{name}' is read; for another, make a folder without it");
    }
}
