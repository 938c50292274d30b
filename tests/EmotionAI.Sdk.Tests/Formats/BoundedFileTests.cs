using System.Diagnostics;
using EmotionAI.Bundles;
using EmotionAI.Formats;

namespace EmotionAI.Tests.Formats;

public sealed class BoundedFileTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    [InlineData(100)]
    public void Read_UpToTheBound_GivesEveryByte(int size)
    {
        using var folder = new TemporaryFolder();
        var bytes = Enumerable.Range(0, size).Select(i => (byte)i).ToArray();

        Assert.Equal(bytes, BoundedFile.Read(folder.Write("a", bytes), 100, "JsonBytes"));
    }

    [Fact]
    public void ReadToEnd_StreamThatTellsNoLength_IsReadToTheBoundAndNoFurther()
    {
        using var endless = new Endless();

        var e = Assert.Throws<EmotionAIException>(() => BoundedFile.ReadToEnd(endless, "x", 10_000));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, e.Code);
        Assert.Equal(10_001, endless.Given);
    }

    [Fact]
    public void Read_EndlessDeviceBehindALink_IsRefusedAtTheBound()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.File("labels.json"), "/dev/zero");

        var e = Assert.Throws<EmotionAIException>(() => JsonFile.Read(folder.File("labels.json"), EmotionLimits.Default));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, e.Code);
        Assert.Contains("JsonBytes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PipeWithoutWriter_IsRefusedInPlaceOfWaiting()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var folder = new TemporaryFolder();
        using (var process = Process.Start("mkfifo", folder.File("config.json")))
        {
            process.WaitForExit();
        }

        var e = Assert.Throws<EmotionAIException>(() => JsonFile.Read(folder.File("config.json"), EmotionLimits.Default));

        Assert.Contains("pipe", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Folder_IsNamedAsOne()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("is a folder", Assert.Throws<EmotionAIException>(() => BoundedFile.Read(folder.Path, 10, "x")).Message, StringComparison.Ordinal);
    }

    private sealed class Endless : MemoryStream
    {
        public long Given { get; private set; }

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            Given += buffer.Length;
            return buffer.Length;
        }
    }
}
