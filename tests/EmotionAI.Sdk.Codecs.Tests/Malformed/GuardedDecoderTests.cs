using EmotionAI.Audio.Reading;

namespace EmotionAI.Tests.Codecs.Malformed;

public sealed class GuardedDecoderTests
{
#pragma warning disable CA2201 // The decoders of others throw what the runtime throws.
    public static TheoryData<Exception, string> Thrown => new()
    {
        { new IndexOutOfRangeException("far"), EmotionErrorCodes.FormatInvalid },
        { new NullReferenceException("none"), EmotionErrorCodes.FormatInvalid },
        { new EndOfStreamException("over"), EmotionErrorCodes.FormatInvalid },
        { new OutOfMemoryException("full"), EmotionErrorCodes.LimitExceeded },
    };
#pragma warning restore CA2201

    [Theory]
    [MemberData(nameof(Thrown), DisableDiscoveryEnumeration = true)]
    public void Decode_CodecThatThrows_IsATypedErrorWithTheFile(Exception thrown, string code)
    {
        using var folder = new TemporaryFolder();
        using var stream = File.OpenRead(folder.Write("x.bin", [1, 2, 3]));

        var exception = Assert.Throws<EmotionAIException>(() => new GuardedDecoder(new Codec((_, _) => throw thrown)).Decode(stream, null, EmotionLimits.Default, CancellationToken.None));

        Assert.Equal((code, folder.File("x.bin")), (exception.Code, exception.Path));
        Assert.Same(thrown, exception.InnerException);
        Assert.StartsWith($"'{folder.File("x.bin")}' ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_Cancelled_Ends()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => new GuardedDecoder(new Codec((_, _) => { })).Decode(Stream.Null, null, EmotionLimits.Default, cancelled.Token));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(-8.5f)]
    public void Decode_SamplesThatNoRecordingHas_AreRefused(float sample)
    {
        var exception = Assert.Throws<EmotionAIException>(() => Decode((_, clip) =>
        {
            clip.Begin(16_000, 1);
            clip.Add([0, sample, 0]);
        }));

        Assert.Equal(EmotionErrorCodes.FormatInvalid, exception.Code);
        Assert.Contains("at most 8 is plausible", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_OnePartInFourDamaged_IsSilentAndTold()
    {
        var clip = Decode((_, clip) =>
        {
            clip.Begin(16_000, 2);
            clip.Add([1, 1, 1, 1]);
            clip.AddDamaged(2, 77);
            clip.Add([1, 1]);
            clip.Add([1, 1]);
        });

        Assert.Equal([1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1], clip.Samples.ToArray());
        Assert.Equal("1 of 4 parts are damaged, the first at byte 77, and are silent or left out", Assert.Single(clip.Warnings));
    }

    [Fact]
    public void Decode_MoreThanOnePartInFourDamaged_IsRefused()
    {
        var exception = Assert.Throws<EmotionAIException>(() => Decode((_, clip) =>
        {
            clip.Begin(16_000, 1);
            clip.Add([1]);
            clip.Add([1]);
            clip.AddDamaged(2, 77);
        }));

        Assert.Equal((EmotionErrorCodes.FormatInvalid, (long?)77), (exception.Code, exception.Offset));
        Assert.Contains("1 of 3 parts", exception.Message, StringComparison.Ordinal);
    }

    private static AudioClip Decode(Action<ByteSource, ClipBuilder> decode) => new GuardedDecoder(new Codec(decode)).Decode(Stream.Null, null, EmotionLimits.Default, CancellationToken.None);

    private sealed class Codec(Action<ByteSource, ClipBuilder> decode) : ICodec
    {
        public string Name => "test";

        public bool Recognises(ReadOnlySpan<byte> start) => true;

        public void Decode(ByteSource source, ClipBuilder clip) => decode(source, clip);
    }
}
