using System.Globalization;
using System.Runtime.InteropServices;
using EmotionAI.Training.Torch.Loading;
using TorchSharp;

namespace EmotionAI.Tests.Loading;

public sealed class TorchLibraryTests
{
    private const int MostMilliseconds = 5_000;

    [TorchFact]
    public void Load_InAProcessOfItsOwn_TakesAtMostFiveSecondsAndCopiesNothing()
    {
        var before = Copies();
        using var process = Program.Start("load");
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.True(process.ExitCode == 0, error);
        Assert.InRange(int.Parse(output, CultureInfo.InvariantCulture), 0, MostMilliseconds);
        Assert.Equal(before, Copies());
        Assert.DoesNotContain(Directory.GetDirectories(Path.GetTempPath(), "emotionai-torch-*"), folder => Directory.GetCreationTimeUtc(folder) > process.StartTime.ToUniversalTime());
    }

    [PosixFact]
    public void Load_WithoutLibtorch_SaysWhichPackageToAdd()
    {
        using var folder = Assemblies();

        Assert.Equal(
            "Training with torch is not possible here: libtorch ('libtorch_cpu.so') is not beside the application. What helps: add the package to the application: dotnet add package libtorch-cpu-linux-x64 --version 2.10.0.\n",
            Refuse(folder));
    }

    [PosixFact]
    public void Load_WithALibtorchThatIsNone_SaysWhereItWorks()
    {
        using var folder = Assemblies();
        folder.Write("libtorch_cpu.so", "no library");
        folder.Write("libLibTorchSharp.so", "no library");

        var message = Refuse(folder);

        Assert.StartsWith("Training with torch is not possible here: TorchSharp cannot load its native library on ", message, StringComparison.Ordinal);
        Assert.Contains("linux-x64 (glibc, not musl), win-x64, win-arm64 or osx-arm64", message);
        Assert.DoesNotContain("   at ", message);
    }

    [TorchFact]
    public void Load_Twice_GivesTensorsThatCompute()
    {
        TorchLibrary.Load();
        TorchLibrary.Load();

        using var sum = torch.ones(3).sum();

        Assert.Equal(3, sum.item<float>());
    }

    [Fact]
    public void Fault_Any_SaysWhatHelps()
    {
        var fault = TorchLibrary.Fault("it is not there", "add it");

        Assert.Equal("Training with torch is not possible here: it is not there. What helps: add it.", fault.Message);
        Assert.Equal(EmotionErrorCodes.SettingInvalid, fault.Code);
    }

    [Theory]
    [InlineData("linux", Architecture.X64, "add the package to the application: dotnet add package libtorch-cpu-linux-x64 --version 2.10.0")]
    [InlineData("win", Architecture.Arm64, "add the package to the application: dotnet add package libtorch-cpu-win-arm64 --version 2.10.0")]
    [InlineData("linux", Architecture.Arm64, "none is served for linux on Arm64: train on linux-x64 (glibc, not musl), win-x64, win-arm64 or osx-arm64, and bring the folder over")]
    [InlineData("osx", Architecture.X64, "none is served for osx on X64: train on linux-x64 (glibc, not musl), win-x64, win-arm64 or osx-arm64, and bring the folder over")]
    public void Remedy_ForEachSystem_NamesWhatIsServed(string system, Architecture architecture, string expected) => Assert.Equal(expected, TorchLibrary.Remedy(system, architecture));

    /// <summary>Makes a folder with the assemblies of the tests and no native library.</summary>
    private static TemporaryFolder Assemblies()
    {
        var folder = new TemporaryFolder();
        var own = Path.GetFileNameWithoutExtension(typeof(TorchLibraryTests).Assembly.Location);
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Concat([Path.Combine(AppContext.BaseDirectory, $"{own}.runtimeconfig.json")]))
        {
            if (Path.GetFileNameWithoutExtension(file).StartsWith(own, StringComparison.Ordinal))
            {
                File.Copy(file, folder.File(Path.GetFileName(file)));
            }
            else
            {
                File.CreateSymbolicLink(folder.File(Path.GetFileName(file)), file);
            }
        }

        return folder;
    }

    private static string Refuse(TemporaryFolder folder)
    {
        using var process = Program.StartIn(folder.Path, "load");
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 1, error);
        Assert.Empty(error);
        return output;
    }

    private static string[] Copies() => [.. Directory.GetFiles(AppContext.BaseDirectory, "*torch_cpu*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
