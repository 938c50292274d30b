using EmotionAI.Inference;

namespace EmotionAI.Tests.Inference;

public sealed class PinnedBufferTests
{
    [Fact]
    public unsafe void Reserve_AnySize_GivesAlignedMemoryThatStaysWhereItIs()
    {
        foreach (var bytes in (int[])[1, 7, 64, 1000, 85_000, 1 << 20])
        {
            var buffer = new PinnedBuffer();

            Assert.True(buffer.Reserve(bytes));
            Assert.False(buffer.Reserve(bytes));
            var pointer = buffer.Pointer;
            var span = buffer.AsSpan<byte>(bytes);
            span.Fill(7);
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);

            Assert.Equal(0, pointer & 63);
            Assert.Equal(pointer, buffer.Pointer);
            Assert.Equal(7, ((byte*)pointer)[bytes - 1]);
        }
    }

    [Fact]
    public void Reserve_EverMore_MovesRarely()
    {
        var buffer = new PinnedBuffer();

        var moves = Enumerable.Range(1, 4096).Count(size => buffer.Reserve(size * sizeof(int)));

        Assert.InRange(moves, 1, 13);
        Assert.Equal(4096, buffer.AsSpan<int>(4096).Length);
    }
}
