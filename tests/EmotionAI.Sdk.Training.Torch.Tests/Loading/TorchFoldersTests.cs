using EmotionAI.Training.Torch.Loading;

namespace EmotionAI.Tests.Loading;

public sealed class TorchFoldersTests
{
    [Fact]
    public void Find_WithoutTheFile_IsNull()
    {
        using var folder = new TemporaryFolder();

        Assert.Null(TorchFolders.Find([folder.Path, folder.File("nowhere")], "libtorch_cpu.so"));
    }

    [Fact]
    public void OfPackages_WrapperInItsPackage_AreThoseOfTheWrapperAndOfLibtorch()
    {
        using var packages = new TemporaryFolder();

        var folders = TorchFolders.OfPackages(packages.File("torchsharp/0.107.0/lib/net8.0/TorchSharp.dll")).ToList();

        Assert.Equal(2, folders.Count);
        Assert.StartsWith(packages.File("torchsharp/0.107.0/runtimes/"), folders[0], StringComparison.Ordinal);
        Assert.StartsWith(packages.File("libtorch-cpu-"), folders[1], StringComparison.Ordinal);
        Assert.All(folders, folder => Assert.Equal("native", Path.GetFileName(folder)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("TorchSharp.dll")]
    [InlineData("app/TorchSharp.dll")]
    [InlineData("some/where/app/TorchSharp.dll")]
    public void OfPackages_WrapperBesideAnApplication_AreNone(string assembly) => Assert.Empty(TorchFolders.OfPackages(assembly));
}
