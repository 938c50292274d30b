using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Decoding;

/// <summary>Decoders of an application in a reading by blocks: those that know blocks, those that do not, and those that refuse.</summary>
public sealed class PluggedBlockTests
{
    private static readonly byte[] Wav = WavBuilder.Simple(20_000);

    public static TheoryData<bool> Ways => [true, false];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task DecodeBlocksAsync_DecoderWithoutBlocks_GivesTheWhole(bool isPipe)
    {
        var blocks = await BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(Open(isPipe), [new WholeDecoder()]));

        Assert.Equal(AudioDecoder.Decode(Wav).Samples.ToArray(), Assert.Single(blocks).Samples.ToArray());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task DecodeBlocksAsync_DecoderThatRefusesBeforeItsFirstBlock_IsFollowedByTheNext(bool isPipe)
    {
        var blocks = await BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(Open(isPipe), [new BlockDecoder(refusesAt: 0), new BlockDecoder(refusesAt: null)]));

        Assert.Equal(AudioDecoder.Decode(Wav).Samples.ToArray(), BlockJoin.Join(blocks).Samples.ToArray());
        Assert.True(blocks.Count > 5);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task DecodeBlocksAsync_DecoderThatRefusesLater_IsAnError(bool isPipe)
    {
        List<AudioClip> blocks = [];
        var exception = await Assert.ThrowsAsync<EmotionAIException>(async () =>
        {
            await foreach (var block in AudioDecoder.DecodeBlocksAsync(Open(isPipe), [new BlockDecoder(refusesAt: 2), new WholeDecoder()]))
            {
                blocks.Add(block);
            }
        });

        Assert.Equal((EmotionErrorCodes.FormatUnsupported, 2), (exception.Code, blocks.Count));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task DecodeBlocksAsync_AllRefuse_IsTheFirstRefusal(bool isPipe)
    {
        var exception = await Assert.ThrowsAsync<EmotionAIException>(() => BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(Open(isPipe), [new BlockDecoder(refusesAt: 0), new BlockDecoder(refusesAt: 0)])));

        Assert.Equal("refused", exception.Message);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task DecodeBlocksAsync_NoDecoderKnowsIt_IsDecodedAsBuiltIn(bool isPipe)
    {
        var blocks = await BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(Open(isPipe), [new BlockDecoder(refusesAt: 0) { Knows = false }]));

        Assert.Equal(AudioDecoder.Decode(Wav).Samples.ToArray(), BlockJoin.Join(blocks).Samples.ToArray());
        Assert.True(blocks.Count > 5);
    }

    /// <summary>What a pipe gave before the first block is all that is held of it.</summary>
    [Fact]
    public async Task DecodeBlocksAsync_PipeLongerThanMayBeHeld_IsGiven()
    {
        var head = WavBuilder.File(WavBuilder.Format(), WavBuilder.Chunk("data", [], uint.MaxValue));
        var limits = new EmotionLimits { AudioBytes = 200_000 };

        var blocks = await BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(new RepeatingStream(head, new byte[32_000], times: 60), [new BlockDecoder(refusesAt: null)], limits));

        Assert.Equal(60 * 16_000, blocks.Sum(block => block.FrameCount));
        await Assert.ThrowsAsync<EmotionAIException>(() => BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(new RepeatingStream(head, new byte[32_000], times: 60), [new WholeDecoder()], limits)));
    }

    private static Stream Open(bool isPipe) => isPipe ? new TrickleStream(Wav, 977) : new MemoryStream(Wav);

    private class WholeDecoder : IAudioDecoder
    {
        public bool Knows { get; init; } = true;

        public bool CanDecode(ReadOnlySpan<byte> start) => Knows;

        public AudioClip Decode(Stream stream, TimeSpan? duration, EmotionLimits limits, CancellationToken cancellationToken)
        {
            Assert.True(stream.CanSeek);
            return AudioDecoder.Decode(stream, limits);
        }
    }

    private sealed class BlockDecoder(int? refusesAt) : WholeDecoder, IAudioDecoder
    {
        public void DecodeBlocks(Stream stream, EmotionLimits limits, Action<AudioClip> accept, CancellationToken cancellationToken)
        {
            var count = 0;
            stream.ReadExactly(new byte[refusesAt == 0 ? 500 : 0]);
            Refuse(0);
            AudioDecoder.DecodeBlocks(
                stream,
                block =>
                {
                    Refuse(count++);
                    accept(block);
                },
                limits,
                cancellationToken);
        }

        private void Refuse(int at)
        {
            if (at == refusesAt)
            {
                throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, "refused");
            }
        }
    }
}
