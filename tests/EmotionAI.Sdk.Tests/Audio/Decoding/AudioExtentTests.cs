using EmotionAI.Audio;
using EmotionAI.Audio.Decoding;
using EmotionAI.Audio.Dsp;

namespace EmotionAI.Tests.Audio.Decoding;

/// <summary>Counts bytes read and held: what lies behind the window costs nothing and changes nothing.</summary>
public sealed class AudioExtentTests
{
    private const int Window = 8_000;
    private const int ModelRate = 16_000;

    private static readonly AudioExtent Extent = new(Window, ModelRate, IsResampled: true);

    [Theory]
    [InlineData(16_000)]
    [InlineData(8_000)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(11_025)]
    [InlineData(768_000)]
    [InlineData(15_999)]
    [InlineData(100)]
    public void Cut_AnyRate_LeavesTheWindowExactlyAsItWas(int sampleRate)
    {
        var samples = new float[2 * sampleRate * 2];
        var random = new Random(sampleRate);
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (random.NextSingle() * 2) - 1;
        }

        var clip = new AudioClip(samples, sampleRate, 2) { IsIncomplete = true };
        var cut = Extent.Cut(clip);
        using var whole = new AudioFrontEnd().Prepare(clip, ModelRate);
        using var beginning = new AudioFrontEnd().Prepare(cut, ModelRate);

        Assert.True(cut.IsIncomplete);
        Assert.True(cut.FrameCount < clip.FrameCount);
        Assert.True(beginning.Samples.Length > Window);
        SampleAssert.Equal(whole.Samples[..Window], beginning.Samples[..Window], $"{sampleRate} Hz");
    }

    [Theory]
    [InlineData("wav")]
    [InlineData("flac")]
    public void Decode_OneHour_ReadsAndHoldsTheBeginningOnly(string kind)
    {
        const int Hour = 3_600 * ModelRate;
        var small = kind == "wav" ? WavBuilder.Simple(2 * Window) : Flac(2 * Window);
        var data = kind == "wav" ? WavBuilder.File(WavBuilder.Format(), WavBuilder.Chunk("data", new byte[2 * Hour])) : Flac(Hour);
        using var stream = new CountingStream(data);

        // The least of three: a collection empties the array pool, whose next buffer then counts.
        var forSmall = Enumerable.Range(0, 3).Min(_ => Allocated(new CountingStream(small)));
        var forHour = Enumerable.Range(0, 3).Min(_ => Allocated(new CountingStream(data)));
        Allocated(stream);

        Assert.InRange(stream.BytesRead, 1, 128 << 10);
        Assert.InRange(forHour, 1, forSmall + (64 << 10));
        Assert.Equal(EmotionErrorCodes.LimitExceeded, Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(data)).Code);
    }

    [Fact]
    public void Decode_Duration_IsTheLongestClip()
    {
        var data = WavBuilder.Simple(1_000, channels: 2);

        var clip = AudioDecoder.DecodeStart(new MemoryStream(data), TimeSpan.FromMilliseconds(10), null, CancellationToken.None);
        var whole = AudioDecoder.DecodeStart(new MemoryStream(data), TimeSpan.MaxValue, null, CancellationToken.None);

        Assert.Equal((160, 2, false), (clip.FrameCount, clip.Channels, clip.IsIncomplete));
        Assert.Equal(AudioDecoder.Decode(data).Samples.ToArray(), whole.Samples.ToArray());
        Assert.True(AudioDecoder.DecodeStart(new MemoryStream(data[..^100]), TimeSpan.FromMilliseconds(10), null, CancellationToken.None).IsIncomplete);
    }

    [Theory]
    [InlineData("wav")]
    [InlineData("flac")]
    public void Decode_CancelledWhileReading_Stops(string kind)
    {
        using var source = new CancellationTokenSource();
        using var stream = new CountingStream(kind == "wav" ? WavBuilder.Simple(4 << 20) : Flac(64 << 20), () => source.Cancel());

        Assert.Throws<OperationCanceledException>(() => AudioDecoder.DecodeStart(stream, TimeSpan.MaxValue, null, source.Token));

        Assert.InRange(stream.BytesRead, 1, 256 << 10);
    }

    private static long Allocated(CountingStream stream)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clip = AudioDecoder.Decode(stream, Extent, null, CancellationToken.None);
        Assert.InRange(clip.FrameCount, Window + 1, Window + 1_000);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Flac(int frames)
    {
        const int BlockSize = 4_096;
        var one = new FlacBuilder(ModelRate, 1, 16).Frame(BlockSize, 0, w => FlacBuilder.Constant(w, 5, 16)).Build()[42..];
        var builder = new FlacBuilder(ModelRate, 1, 16);
        return [.. builder.Build(), .. Enumerable.Repeat(one, frames / BlockSize).SelectMany(b => b)];
    }

    private sealed class CountingStream(byte[] data, Action? onRead = null) : MemoryStream(data)
    {
        public long BytesRead { get; private set; }

        /// <summary>Counts; the base class leads reads into spans here.</summary>
        public override int Read(byte[] buffer, int offset, int count)
        {
            onRead?.Invoke();
            var read = base.Read(buffer, offset, count);
            BytesRead += read;
            return read;
        }
    }
}
