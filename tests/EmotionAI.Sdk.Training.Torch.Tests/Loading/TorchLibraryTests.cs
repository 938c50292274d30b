using System.Globalization;
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
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), "emotionai-torch-*").Where(folder => Directory.GetFiles(folder).Length > 0 && Directory.GetCreationTimeUtc(folder) > process.StartTime.ToUniversalTime()));
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

    [Fact]
    public void FindFolder_WithoutTheFile_IsNull()
    {
        using var folder = new TemporaryFolder();

        Assert.Null(TorchLibrary.FindFolder([folder.Path, folder.File("nowhere")], "libtorch_cpu.so"));
    }

    private static string[] Copies() => [.. Directory.GetFiles(AppContext.BaseDirectory, "*torch_cpu*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
