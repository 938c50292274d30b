using System.IO.MemoryMappedFiles;
using EmotionAI.Checkpoints;

namespace EmotionAI.Tests.Checkpoints;

public sealed class MappedFileTests
{
    [Fact]
    public void Constructor_ViewThatCannotBeMade_ClosesTheFile()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("tiny.bin", "12345678");
        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);

        Assert.ThrowsAny<Exception>(() => new MappedFile(path, long.MaxValue / 2, null, file));

        Assert.True(file.SafeMemoryMappedFileHandle.IsClosed);
    }

    [Fact]
    public void Dispose_OpenFile_ClosesItAndGivesNoBytes()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("tiny.bin", "12345678");
        var mapped = MappedFile.Open(path);

        Assert.Equal("34"u8, mapped.Slice(2, 2));
        mapped.Dispose();

        Assert.Throws<ObjectDisposedException>(() => mapped.Slice(0, 1).Length);
    }
}
