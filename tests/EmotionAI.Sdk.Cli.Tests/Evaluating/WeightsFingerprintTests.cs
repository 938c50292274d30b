using EmotionAI.Formats;

namespace EmotionAI.Cli.Tests.Evaluating;

public sealed class WeightsFingerprintTests
{
    [PosixFact]
    public void Compute_LinksToFolders_AreNotFollowed()
    {
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        TinyTextModel.Write(folder.Path);
        elsewhere.Write("other.safetensors", "other weights");
        var before = WeightsFingerprint.Compute(folder.Path);

        Directory.CreateSymbolicLink(folder.File("elsewhere"), elsewhere.Path);
        Directory.CreateSymbolicLink(folder.File("round"), folder.Path);

        Assert.Equal(before, WeightsFingerprint.Compute(folder.Path));
    }

    [PosixFact]
    public void Compute_LinksToFiles_AreFollowedAsInTheCacheOfTheHub()
    {
        using var folder = new TemporaryFolder();
        using var blobs = new TemporaryFolder();
        TinyTextModel.Write(folder.Path);
        var before = WeightsFingerprint.Compute(folder.Path);

        File.Move(folder.File("model.safetensors"), blobs.File("blob"));
        File.CreateSymbolicLink(folder.File("model.safetensors"), blobs.File("blob"));

        Assert.Equal(before, WeightsFingerprint.Compute(folder.Path));
    }

    [Fact]
    public void Compute_OtherWeights_AreTold()
    {
        using var folder = new TemporaryFolder();
        TinyTextModel.Write(folder.Path);
        var before = WeightsFingerprint.Compute(folder.Path);

        folder.Write("more.safetensors", "more");

        Assert.NotEqual(before, WeightsFingerprint.Compute(folder.Path));
    }
}
