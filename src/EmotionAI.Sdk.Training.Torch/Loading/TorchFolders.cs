using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using TorchSharp;

namespace EmotionAI.Training.Torch.Loading;

/// <summary>Knows where libtorch and TorchSharp's wrapper may lie.</summary>
internal static class TorchFolders
{
    /// <summary>The version that TorchSharp 0.107 needs.</summary>
    public const string Version = "2.10.0";

    /// <summary>Gets the name of this system as runtimes are named.</summary>
    public static string SystemName => OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";

    private static string Runtime => $"{SystemName}-{(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";

    /// <summary>Lists the folders beside the application, and those of the packages where the application runs out of them, as a notebook's kernel does.</summary>
    public static IEnumerable<string> Searched()
    {
        var listed = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return [.. listed, AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"), .. OfPackages(WrapperLocation())];
    }

    /// <summary>Lists the native folders of the packages, where TorchSharp was loaded from the folder of its own.</summary>
    /// <param name="assembly">Where TorchSharp is, such as <c>packages/torchsharp/0.107.0/lib/net8.0/TorchSharp.dll</c>.</param>
    internal static IEnumerable<string> OfPackages(string assembly)
    {
        var package = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(assembly)));
        return package is null || Path.GetFileName(Path.GetDirectoryName(package)) is not "torchsharp"
            ? []
            : [Native(package), Native(Path.Combine(package, "..", "..", $"libtorch-cpu-{Runtime}", Version))];
    }

    /// <summary>Finds the folder with a file.</summary>
    public static string? Find(IEnumerable<string> folders, string pattern) =>
        folders.FirstOrDefault(folder => Directory.Exists(folder) && Directory.EnumerateFiles(folder, pattern).Any());

    private static string Native(string package) => Path.GetFullPath(Path.Combine(package, "runtimes", Runtime, "native"));

    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "Empty where all is one file, and then there are no packages.")]
    private static string WrapperLocation() => typeof(torch).Assembly.Location;
}
