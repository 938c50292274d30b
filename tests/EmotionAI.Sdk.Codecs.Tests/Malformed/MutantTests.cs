using System.Diagnostics;
using EmotionAI.Audio;
using EmotionAI.Tests.Codecs.Making;
using Xunit.Abstractions;

namespace EmotionAI.Tests.Codecs.Malformed;

/// <summary>Damages a good file of each codec in thousands of ways: a clip or an error that names what is wrong, soon, within the memory that is allowed.</summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private const int Few = 2_000;
    private const int Many = 20_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private static readonly EmotionLimits Limits = new() { AudioDuration = TimeSpan.FromSeconds(30), AudioBytes = 16 << 20 };

    private static readonly string[] All = ["mp3", "vorbis", "opus", "webm", "flac"];

    public static TheoryData<string> Codecs => [.. All];

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Decode_Mutants_GiveAClipOrATypedError(string codec) => Run(codec, Few, seed: 1);

    [SlowFact("golden/audio/decode")]
    public void Decode_ManyMutants_GiveAClipOrATypedError() => Assert.All(All, codec => Run(codec, Many, seed: 2));

    private void Run(string codec, int count, int seed)
    {
        var good = Good(codec);
        var random = new Random(seed);
        int clips = 0, errors = 0;
        var slowest = TimeSpan.Zero;
        var largest = 0L;
        for (var i = 0; i < count; i++)
        {
            var mutant = Mutate(good, random, codec);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            try
            {
                using var stream = new MemoryStream(mutant);
                var clip = AudioDecoder.Decode(stream, AudioCodecs.All, limits: Limits);
                Assert.All(clip.Samples.ToArray(), sample => Assert.InRange(sample, -8, 8));
                clips++;
            }
            catch (EmotionAIException e)
            {
                Assert.NotEmpty(e.Message);
                errors++;
            }

            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
            Assert.True(clock.Elapsed < Longest, $"{codec}, seed {seed}, mutant {i}: {clock.Elapsed}");
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            largest = Math.Max(largest, allocated);
            Assert.True(allocated < 8L * Limits.AudioBytes, $"{codec}, seed {seed}, mutant {i}: {allocated} bytes");
        }

        output.WriteLine(FormattableString.Invariant($"{codec}: {clips} clips, {errors} typed errors of {count} mutants; the slowest took {slowest.TotalMilliseconds:0} ms, the largest allocated {largest >> 10} KiB"));

        // Both ways are gone, else the mutants test nothing.
        Assert.InRange(clips, count / 20, count);
        Assert.InRange(errors, 1, count);
    }

    internal static byte[] Good(string codec) => codec switch
    {
        "mp3" => File.ReadAllBytes(Golden("mp3", "mono_16k_cbr48.mp3")),
        "vorbis" => File.ReadAllBytes(Golden("ogg", "mono_16k.ogg")),
        "opus" => File.ReadAllBytes(Golden("ogg", "mono_16k.opus")),
        "flac" => File.ReadAllBytes(Golden("ogg", "ogg_flac.oga")),
        _ => Webm(OggPacketList.Of(File.ReadAllBytes(Golden("ogg", "mono_16k.opus")))),
    };

    private static string Golden(string folder, string file) => Goldens.Path("golden", "audio", "decode", folder, file);

    private static byte[] Webm(List<byte[]> packets)
    {
        var writer = new WebmWriter().Add(0x1A45_DFA3, WebmWriter.Element(0x4282, "webm"u8.ToArray())).Open(0x1853_8067).Add(0x1654_AE6B, WebmWriter.Track(1, "A_OPUS", packets[0])).Open(0x1F43_B675);
        foreach (var part in packets.Skip(2).Chunk(5))
        {
            writer.Add(0xA3, WebmWriter.Block(WebmWriter.NoLacing, part[0]));
            writer.Add(0xA0, [.. WebmWriter.Element(0xA1, WebmWriter.Block(part.Length > 1 ? WebmWriter.Ebml : WebmWriter.Xiph, part)), .. WebmWriter.Element(0x75A2, 0, 1)]);
        }

        return writer.ToArray();
    }

    /// <summary>Changes a file, and most times writes the checksums of its pages again, else nothing would be read behind them.</summary>
    internal static byte[] Mutate(byte[] good, Random random, string codec)
    {
        var mutant = Mutate(good, random);
        if (codec is not ("mp3" or "webm") && random.Next(4) > 0)
        {
            OggWriter.SignAll(mutant);
        }

        return mutant;
    }

    private static byte[] Mutate(byte[] good, Random random)
    {
        List<byte> bytes = [.. good];
        for (var left = 1 + random.Next(6); left > 0 && bytes.Count > 8; left--)
        {
            // Headers are short, so that half of the changes are meant for them.
            var at = random.Next(2) == 0 ? random.Next(bytes.Count) : random.Next(Math.Min(200, bytes.Count));
            var length = Math.Min(bytes.Count - at, 1 + random.Next(random.Next(4) == 0 ? 600 : 8));
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[at] = random.Next(2) == 0 ? (byte)0xFF : (byte)0;
                    break;
                case 3:
                    bytes.RemoveRange(at, length);
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 5:
                    for (var i = 0; i < length; i++)
                    {
                        bytes[at + i] = (byte)random.Next(256);
                    }

                    break;
                default:
                    if (random.Next(4) == 0)
                    {
                        bytes.RemoveRange(at, bytes.Count - at);
                    }

                    break;
            }
        }

        return [.. bytes];
    }
}
