using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Decoding;

public sealed class AsyncDecodingTests
{
    private static readonly string Recording = Goldens.Path("data", "audio", "emodb", "03a01Fa.flac");

    [Fact]
    public async Task DecodeAsync_StreamThatForbidsSynchronousReads_GivesTheClip()
    {
        await using var body = new RequestBody(await File.ReadAllBytesAsync(Recording));

        var clip = await AudioDecoder.DecodeAsync(body);

        Assert.Equal(AudioDecoder.Decode(Recording).Samples.ToArray(), clip.Samples.ToArray());
    }

    [Fact]
    public async Task DecodeAsync_FileAndMemory_GiveTheClipFromWhereTheyStand()
    {
        var bytes = await File.ReadAllBytesAsync(Recording);
        await using var file = File.OpenRead(Recording);
        using var memory = new MemoryStream([0, 0, .. bytes]) { Position = 2 };

        Assert.Equal(AudioDecoder.Decode(Recording).FrameCount, (await AudioDecoder.DecodeAsync(file)).FrameCount);
        Assert.Equal(AudioDecoder.Decode(Recording).FrameCount, (await AudioDecoder.DecodeAsync(memory)).FrameCount);
    }

    [Fact]
    public async Task DecodeAsync_MoreBytesThanAllowed_IsRefused()
    {
        await using var body = new RequestBody(await File.ReadAllBytesAsync(Recording));

        var exception = await Assert.ThrowsAsync<EmotionAIException>(() => AudioDecoder.DecodeAsync(body, new EmotionLimits { AudioBytes = 1_000 }));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, exception.Code);
        Assert.Contains("AudioBytes", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DecodeAsync_Cancelled_EndsWhileItWaitsForBytes()
    {
        using var source = new CancellationTokenSource();
        await using var body = new RequestBody([]) { Waits = true };

        var decoding = AudioDecoder.DecodeAsync(body, cancellationToken: source.Token);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => decoding);
    }

    [Fact]
    public async Task ClassifyFileAsync_AndDecodeAsync_AnswerAsClassifyFile()
    {
        using var classifier = AudioEmotionClassifier.Load(Goldens.Path("models", "audio", "checkpoint"));
        await using var body = new RequestBody(await File.ReadAllBytesAsync(Recording));

        var expected = classifier.ClassifyFile(Recording).Logits;

        Assert.Equal(expected, (await classifier.ClassifyFileAsync(Recording)).Logits);
        Assert.Equal(expected, classifier.Classify(await classifier.DecodeAsync(body)).Logits);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => classifier.ClassifyFileAsync(Recording, cancellationToken: new CancellationToken(true)).AsTask());
    }

    [Fact]
    public void ClassifyFile_FormatOfAPluggedDecoder_IsDecodedByIt()
    {
        using var folder = new TemporaryFolder();
        var decoder = new BackwardDecoder();
        using var classifier = AudioEmotionClassifier.Load(Goldens.Path("models", "audio", "checkpoint"), new AudioEmotionOptions { Decoders = { decoder } });
        var backward = folder.Write("clip.flac", [.. File.ReadAllBytes(Recording).Reverse()]);

        Assert.Equal(classifier.ClassifyFile(Recording).Logits, classifier.ClassifyFile(backward).Logits);
        Assert.Equal(1, decoder.Calls);
        Assert.True(decoder.Duration > classifier.Metadata.MaxDuration);
    }

    /// <summary>Reads files whose bytes stand in reverse order.</summary>
    private sealed class BackwardDecoder : IAudioDecoder
    {
        public int Calls { get; private set; }

        public TimeSpan? Duration { get; private set; }

        public bool CanDecode(ReadOnlySpan<byte> start) => !start.StartsWith("fLaC"u8);

        public AudioClip Decode(Stream stream, TimeSpan? duration, EmotionLimits limits, CancellationToken cancellationToken)
        {
            Calls++;
            Duration = duration;
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return AudioDecoder.Decode([.. copy.ToArray().Reverse()], limits);
        }
    }

    /// <summary>Behaves as the body of a request in Kestrel: forward only, in small pieces, no synchronous reads.</summary>
    private sealed class RequestBody(byte[] bytes) : Stream
    {
        private int _position;

        public bool Waits { get; init; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Waits)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            await Task.Yield();
            var count = Math.Min(Math.Min(1_000, buffer.Length), bytes.Length - _position);
            bytes.AsMemory(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
