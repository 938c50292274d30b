using System.Diagnostics;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Decoding;

public sealed class BlockDecodingTests
{
    private const int Rate = 16_000;
    private const int BlockFrames = Rate / 5;

    /// <summary>What may be read ahead of what was taken: a read, and the blocks that wait.</summary>
    private const int MostAhead = 256 << 10;

    private static readonly byte[] Head = WavBuilder.File(WavBuilder.Format(), WavBuilder.Chunk("data", [], uint.MaxValue));
    private static readonly byte[] Second = [.. Enumerable.Range(0, 2 * Rate).Select(i => (byte)(i * 7))];

    [Fact]
    public async Task DecodeBlocksAsync_RecordingLongerThanMayBeHeld_IsGiven()
    {
        var limits = new EmotionLimits { AudioDuration = TimeSpan.FromSeconds(0.5) };
        var data = WavBuilder.Simple(3 * Rate);

        var blocks = await BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(new MemoryStream(data), limits: limits));

        Assert.Equal(15, blocks.Count);
        BlockJoin.Equal(AudioDecoder.Decode(data), BlockJoin.Join(blocks), "three seconds");
        Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(data, limits));
    }

    [Fact]
    public async Task DecodeBlocksAsync_OtherBounds_Hold()
    {
        var exception = await Assert.ThrowsAsync<EmotionAIException>(() => BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(new MemoryStream(WavBuilder.Simple(10, 3)), limits: new EmotionLimits { AudioChannels = 2 })));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, exception.Code);
    }

    [Fact]
    public async Task DecodeBlocksAsync_FileCutShort_TellsWithTheLastBlock()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.wav", WavBuilder.Simple(2 * BlockFrames).AsSpan(0, (4 * BlockFrames) - 56));

        var blocks = await BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(path));

        Assert.Equal([false, true], blocks.Select(block => block.IsIncomplete));
    }

    [Fact]
    public async Task DecodeBlocksAsync_NoSuchFile_IsAnErrorOfTheEnumeration()
    {
        var blocks = AudioDecoder.DecodeBlocksAsync("/no/such.wav");

        var exception = await Assert.ThrowsAsync<EmotionAIException>(() => BlockJoin.ListAsync(blocks));

        Assert.Equal((EmotionErrorCodes.FileMissing, "/no/such.wav"), (exception.Code, exception.Path));
    }

    [Fact]
    public void DecodeBlocksAsync_WrongArguments_AreRefusedAtOnce()
    {
        Assert.Throws<ArgumentException>(() => AudioDecoder.DecodeBlocksAsync(""));
        Assert.Throws<ArgumentNullException>(() => AudioDecoder.DecodeBlocksAsync((Stream)null!));
    }

    [Fact]
    public async Task DecodeBlocksAsync_File_IsReadAnewByEachEnumeration()
    {
        using var folder = new TemporaryFolder();
        var blocks = AudioDecoder.DecodeBlocksAsync(folder.Write("a.wav", WavBuilder.Simple(5_000)));

        Assert.Equal(BlockJoin.Join(await BlockJoin.ListAsync(blocks)).Samples.ToArray(), BlockJoin.Join(await BlockJoin.ListAsync(blocks)).Samples.ToArray());
    }

    [Fact]
    public async Task DecodeBlocksAsync_BlocksThatAreNotTaken_EndTheReadingAhead()
    {
        var endless = new RepeatingStream(Head, Second);
        await using var blocks = AudioDecoder.DecodeBlocksAsync(endless).GetAsyncEnumerator();
        await blocks.MoveNextAsync();
        await Task.Delay(300);

        Assert.InRange(endless.Given, 1, MostAhead);
    }

    [Fact]
    public async Task DecodeBlocksAsync_EnumerationLeft_EndsTheReading()
    {
        var endless = new RepeatingStream(Head, Second);
        var taken = 0;
        await foreach (var block in AudioDecoder.DecodeBlocksAsync(endless))
        {
            Assert.Equal(BlockFrames, block.FrameCount);
            if (++taken == 50)
            {
                break;
            }
        }

        var given = endless.Given;
        await Task.Delay(100);

        Assert.Equal(given, endless.Given);
        Assert.InRange(given, 50 * 2 * BlockFrames, (50 * 2 * BlockFrames) + MostAhead);
    }

    [PosixFact]
    public async Task DecodeBlocksAsync_EnumerationLeft_ClosesTheFile()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.wav", WavBuilder.Simple(60 * Rate));
        await foreach (var block in AudioDecoder.DecodeBlocksAsync(path))
        {
            Assert.True(IsOpen(path));
            break;
        }

        Assert.False(IsOpen(path));
    }

    [Fact]
    public async Task DecodeBlocksAsync_Cancelled_EndsBetweenBlocks()
    {
        using var source = new CancellationTokenSource();
        var endless = new RepeatingStream(Head, Second);
        var taken = 0;

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var block in AudioDecoder.DecodeBlocksAsync(endless).WithCancellation(source.Token))
            {
                taken++;
                await source.CancelAsync();
            }
        });

        Assert.Equal((1, source.Token), (taken, exception.CancellationToken));
    }

    [Fact]
    public async Task DecodeBlocksAsync_Cancelled_EndsAWaitForBytes()
    {
        using var source = new CancellationTokenSource();
        var silent = new RepeatingStream(Head, Second) { Before = 0, Gate = new TaskCompletionSource().Task };
        var clock = Stopwatch.StartNew();

        var decoding = BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(silent, cancellationToken: source.Token));
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => decoding);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public async Task DecodeBlocksAsync_BodyOfARequest_IsReadAsItComes()
    {
        var rest = new TaskCompletionSource();
        var body = new RepeatingStream(Head, Second, times: 10) { IsAsyncOnly = true, Before = Head.Length + Second.Length, Gate = rest.Task };
        List<AudioClip> blocks = [];
        await foreach (var block in AudioDecoder.DecodeBlocksAsync(body))
        {
            blocks.Add(block);
            if (blocks.Count == 4)
            {
                // One second came, and four fifths of it are here: the rest comes now.
                rest.SetResult();
            }
        }

        Assert.Equal(50, blocks.Count);
        Assert.Equal(AudioDecoder.Decode(new RepeatingStream(Head, Second, times: 10)).Samples.ToArray(), BlockJoin.Join(blocks).Samples.ToArray());
    }

    [PosixFact]
    public async Task DecodeBlocksAsync_PipeThatHasAName_IsReadAsItComesAndCanBeLeft()
    {
        using var folder = new TemporaryFolder();
        using (var process = Process.Start("mkfifo", folder.File("pipe")))
        {
            await process.WaitForExitAsync();
        }

        var left = new TaskCompletionSource();
        var writing = Task.Run(async () =>
        {
            await using var pipe = new FileStream(folder.File("pipe"), FileMode.Open, FileAccess.Write);
            await pipe.WriteAsync((byte[])[.. Head, .. Second]);
            await pipe.FlushAsync();

            // Nobody closes it before the reader has left.
            await left.Task;
        });
        using var source = new CancellationTokenSource();
        var frames = 0;
        var reading = Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var block in AudioDecoder.DecodeBlocksAsync(folder.File("pipe"), cancellationToken: source.Token))
            {
                frames += block.FrameCount;
                source.CancelAfter(frames < 4 * BlockFrames ? Timeout.Infinite : 200);
            }
        });

        await reading.WaitAsync(TimeSpan.FromSeconds(30));
        left.SetResult();
        await writing;
        Assert.Equal(4 * BlockFrames, frames);
    }

    [Fact]
    public async Task DecodeBlocksAsync_StreamThatFails_IsAnErrorBehindItsBlocks()
    {
        var broken = new TaskCompletionSource();
        broken.SetException(new IOException("the line is dead"));
        var stream = new RepeatingStream(Head, Second) { Before = 3 * Second.Length, Gate = broken.Task };
        List<AudioClip> blocks = [];

        var exception = await Assert.ThrowsAsync<EmotionAIException>(async () =>
        {
            await foreach (var block in AudioDecoder.DecodeBlocksAsync(stream))
            {
                blocks.Add(block);
            }
        });

        Assert.Equal(EmotionErrorCodes.FileUnreadable, exception.Code);
        Assert.Equal(((3 * Second.Length) - Head.Length) / 2, blocks.Sum(block => block.FrameCount));
    }

    [Fact]
    public void DecodeBlocks_WhatTheTakerThrows_PassesAndEndsTheDecoding()
    {
        var taken = 0;
        var thrown = new EmotionAIException("x", "enough");

        var exception = Assert.Throws<EmotionAIException>(() => AudioDecoder.DecodeBlocks(new RepeatingStream(Head, Second), _ => throw (taken++ == 0 ? thrown : new TimeoutException())));

        Assert.Same(thrown, exception);
        Assert.Equal(1, taken);
    }

    private static bool IsOpen(string path) => Directory.GetFiles("/proc/self/fd").Any(link => new FileInfo(link).LinkTarget == path);
}
