using EmotionAI.Audio;
using EmotionAI.Audio.Mpeg;
using EmotionAI.Tests.Audio.Decoding;
using EmotionAI.Tests.Codecs.Making;
using EmotionAI.Tests.Codecs.Malformed;

namespace EmotionAI.Tests.Codecs;

/// <summary>Long recordings run through in the memory of their last blocks. Alone: what other tests allocate is none of its memory.</summary>
[Collection(nameof(LongCodecTests))]
[CollectionDefinition(nameof(LongCodecTests), DisableParallelization = true)]
public sealed class LongCodecTests
{
    private const double Minutes = 3;
    private const double AnHour = 60;
    private const double TwentySeconds = 20 / 60.0;

    /// <summary>A second, a page and a few blocks at 48 kHz in stereo, and what the decoders themselves hold.</summary>
    private const long MostMemory = 6 << 20;

    private static readonly string[] All = ["mp3", "webm", "chained opus", "chained vorbis", "chained flac"];

    public static TheoryData<string> Recordings => [.. All];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task DecodeBlocksAsync_LongPipe_RunsInConstantMemory(string recording) => await AssertConstantAsync(recording, Minutes);

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task DecodeBlocksAsync_LongerThanWhatIsHeldBack_IsWhatDecodeGives(string recording)
    {
        var whole = AudioDecoder.Decode(Open(recording, TwentySeconds), AudioCodecs.All);

        var blocks = await BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(Open(recording, TwentySeconds), AudioCodecs.All));

        BlockJoin.Equal(whole, BlockJoin.Join(blocks), recording);
        Assert.True(whole.Duration.TotalSeconds > 15);
    }

    [SlowFact("golden/audio/decode")]
    public async Task DecodeBlocksAsync_AnHour_RunsInConstantMemory()
    {
        foreach (var recording in All)
        {
            await AssertConstantAsync(recording, AnHour);
        }
    }

    private static async Task AssertConstantAsync(string recording, double minutes)
    {
        // The decoder makes its tables once.
        var limits = new EmotionLimits { AudioBytes = 8 << 20 };
        await BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(Open(recording, 1), AudioCodecs.All, limits));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        double seconds = 0;
        var blocks = 0;
        await foreach (var block in AudioDecoder.DecodeBlocksAsync(Open(recording, minutes), AudioCodecs.All, limits))
        {
            seconds += block.Duration.TotalSeconds;
            if (++blocks % 500 == 0)
            {
                Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostMemory);
            }
        }

        Assert.InRange(seconds, 60 * minutes * 0.9, 60 * minutes * 1.2);
        Assert.InRange(blocks, 5 * seconds, (5 * seconds) + 2);
    }

    private static RepeatingStream Open(string recording, double minutes)
    {
        var (head, body) = Parts(recording);
        var once = AudioDecoder.Decode(new MemoryStream([.. head, .. body]), AudioCodecs.All).Duration;
        return new RepeatingStream(head, body, (long)(TimeSpan.FromMinutes(minutes) / once) + 1);
    }

    private static (byte[] Head, byte[] Body) Parts(string recording) => recording switch
    {
        "mp3" => ([], Frames()),
        "webm" => Webm(),
        _ => ([], MutantTests.Good(recording["chained ".Length..])),
    };

    /// <summary>Frames whose sound begins in those before are damaged where the bytes begin again: three seconds in a row, so that they are few.</summary>
    private static byte[] Frames()
    {
        var file = File.ReadAllBytes(Goldens.Path("golden", "audio", "decode", "mp3", "mono_44k_no_tag.mp3"));
        var end = 0;
        while (MpegHeader.Read(file.AsSpan(end)) is { } header && end + header.FrameBytes <= file.Length)
        {
            end += header.FrameBytes;
        }

        return file[..end];
    }

    private static (byte[] Head, byte[] Body) Webm()
    {
        var packets = new OpusMaker(2, 480_000).Packets;
        var head = new WebmWriter().Add(0x1A45_DFA3, WebmWriter.Element(0x4282, "webm"u8.ToArray())).Open(0x1853_8067).Add(0x1654_AE6B, WebmWriter.Track(1, "A_OPUS", new OpusMaker(2, 960).Head()));
        var cluster = new WebmWriter().Open(0x1F43_B675);
        foreach (var packet in packets)
        {
            cluster.Add(0xA3, WebmWriter.Block(WebmWriter.NoLacing, packet));
        }

        return (head.ToArray(), cluster.ToArray());
    }
}
