namespace EmotionAI.Tests;

/// <summary>Tells whether libtorch is beside the tests: it is a package of its own, not served for every system.</summary>
internal static class Libtorch
{
    private static readonly string[] Names = ["libtorch_cpu.so", "torch_cpu.dll", "libtorch_cpu.dylib"];

    /// <summary>Gets the folder with it; null where it is not there.</summary>
    public static string? Folder { get; } = Names.SelectMany(name => Directory.EnumerateFiles(AppContext.BaseDirectory, name, SearchOption.AllDirectories)).Select(Path.GetDirectoryName).FirstOrDefault();

    public static string? WhySkip => Folder is null ? "needs the libtorch package, which is not beside the tests" : null;
}
