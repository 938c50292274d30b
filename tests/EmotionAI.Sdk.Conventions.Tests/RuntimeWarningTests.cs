namespace EmotionAI.Conventions;

/// <summary>Shows that a build warns where ONNX Runtime, which runs the models, has no native library.</summary>
public sealed class RuntimeWarningTests
{
    private static readonly string[] WithoutLibrary =
    [
        "RuntimeIdentifier=osx-x64", "RuntimeIdentifier=win-x86", "RuntimeIdentifier=linux-x86", "RuntimeIdentifier=linux-arm", "RuntimeIdentifier=linux-musl-x64",
        "RuntimeIdentifier=linux-musl-arm64", "RuntimeIdentifier=alpine-x64", "RuntimeIdentifier=browser-wasm", "RuntimeIdentifier=freebsd-x64",
        "OutputType=Exe;NETCoreSdkPortableRuntimeIdentifier=linux-musl-x64", "OutputType=WinExe;NETCoreSdkPortableRuntimeIdentifier=win-x86",
    ];

    private static readonly string[] Quiet =
    [
        "RuntimeIdentifier=", "RuntimeIdentifier=win10-x64", "RuntimeIdentifier=android-arm", "RuntimeIdentifier=linux-musl-x64;EmotionAICheckRuntime=false",
        "OutputType=Exe;NETCoreSdkPortableRuntimeIdentifier=linux-x64", "OutputType=Library;NETCoreSdkPortableRuntimeIdentifier=linux-musl-x64",
        "OutputType=Exe;NETCoreSdkPortableRuntimeIdentifier=osx-x64;RuntimeIdentifier=linux-x64",
    ];

    /// <summary>Builds once for all tests: a start of MSBuild takes a second.</summary>
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Builds = new(() => TargetsBuild.Run("src/EmotionAI.Sdk/buildTransitive/EmotionAI.Sdk.targets", [.. WithoutLibrary, .. Quiet, .. Shipped]));

    public static TheoryData<string> CasesWithoutLibrary => [.. WithoutLibrary];

    public static TheoryData<string> QuietCases => [.. Quiet, .. Shipped];

    /// <summary>Gets the runtime identifiers for which the referenced package of ONNX Runtime has a library: it lies beside the tests.</summary>
    private static IEnumerable<string> Shipped => Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "runtimes"))
        .Where(folder => Directory.EnumerateFiles(folder, "*onnxruntime.*", SearchOption.AllDirectories).Any())
        .Select(folder => $"RuntimeIdentifier={Path.GetFileName(folder)}");

    [Fact]
    public void Shipped_OfOnnxRuntime_AreThoseThatTheWarningNames()
    {
        var named = Builds.Value["RuntimeIdentifier=osx-x64"];

        Assert.True(Shipped.Count() >= 5, string.Join(' ', Shipped));
        Assert.All(Shipped.Where(known => !known.EndsWith("=android", StringComparison.Ordinal) && !known.EndsWith("=ios", StringComparison.Ordinal)), known => Assert.Contains(known[(known.IndexOf('=') + 1)..], named, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(CasesWithoutLibrary))]
    public void Build_WithoutLibrary_WarnsAndSaysTheWayOut(string properties)
    {
        var output = Builds.Value[properties];

        Assert.Contains("warning EMOTIONAI001: ", output, StringComparison.Ordinal);
        Assert.Contains($"'{properties[(properties.LastIndexOf('=') + 1)..]}'", output, StringComparison.Ordinal);
        Assert.Contains("Debian", output, StringComparison.Ordinal);
        Assert.Contains("EmotionAICheckRuntime", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(QuietCases))]
    public void Build_WithLibraryOrSilenced_SaysNothing(string properties) => Assert.Equal("", Builds.Value[properties]);
}
