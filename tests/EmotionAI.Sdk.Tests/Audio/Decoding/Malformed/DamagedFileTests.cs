using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Decoding.Malformed;

/// <summary>Damages small valid files in every place: only a clip or an <see cref="EmotionAIException"/> may come out.</summary>
public sealed class DamagedFileTests
{
    private const int FlippedBytes = 256;
    private const int Mutations = 4_000;
    private const int Seed = 20_251_129;
    private static readonly EmotionLimits Limits = new() { AudioDuration = TimeSpan.FromSeconds(20) };

    public static TheoryData<string, byte[]> Files => new()
    {
        { "wav", WavBuilder.File(WavBuilder.Format(channels: 2), WavBuilder.Chunk("LIST", new byte[5]), WavBuilder.Chunk("data", [.. Enumerable.Range(0, 400).Select(i => (byte)(i * 37))])) },
        { "extensible wav", Short("wav", "ext_s24_in_32.wav", 400) },
        { "rf64", Short("wav", "rf64.wav", 400) },
        { "aiff-c", Short("aiff", "aifc_sowt_s16.aiff", 400) },
        { "flac", SmallFlac() },
        { "golden flac", Golden("flac", "made_wasted_bits.flac") },
    };

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void Decode_TruncatedAnywhere_FailsOrGivesAPrefix(string name, byte[] data)
    {
        var whole = AudioDecoder.Decode(data).Samples.ToArray();
        var refused = 0;
        for (var length = 0; length < data.Length; length++)
        {
            if (TryDecode(data[..length], $"{name}, first {length} bytes") is not { } clip)
            {
                refused++;
                continue;
            }

            var samples = clip.Samples.Span;
            Assert.True(samples.Length <= whole.Length && samples.SequenceEqual(whole.AsSpan(0, samples.Length)), $"{name}: not a prefix from {length} bytes");
        }

        Assert.InRange(refused, 12, data.Length);
    }

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void Decode_AnyBitFlipped_FailsOrGivesAClip(string name, byte[] data)
    {
        for (var bit = 0; bit < 8 * Math.Min(FlippedBytes, data.Length); bit++)
        {
            var damaged = (byte[])data.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            TryDecode(damaged, $"{name}, bit {bit}");
        }
    }

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void Decode_RandomlyMutated_FailsOrGivesAClip(string name, byte[] data)
    {
        var random = new Random(Seed);
        for (var i = 0; i < Mutations; i++)
        {
            TryDecode(Mutate(data, random), $"{name}, seed {Seed}, mutation {i}");
        }
    }

    [Fact]
    public void Decode_RandomSubframes_FailOrGiveAClip()
    {
        var random = new Random(Seed);
        int[] types = [0, 1, 8, 9, 10, 11, 12, 32, 33, 39, 43, 44, 63];
        for (var i = 0; i < Mutations; i++)
        {
            var stereo = random.Next(2);
            var bits = random.Next(4, 33);
            var size = random.Next(1, 400);
            var data = new FlacBuilder(16_000, 1 + stereo, bits).Frame(size, stereo == 0 ? 0 : random.Next(8, 11), w =>
            {
                w.Write(types[random.Next(types.Length)] << 1, 8);
                for (var j = random.Next(600); j >= 0; j--)
                {
                    w.Write(random.NextInt64() | (random.Next(3) == 0 ? 0 : random.NextInt64()), random.Next(1, 33));
                }
            }).Raw(new byte[random.Next(2) * 60_000]).Build();
            TryDecode(data, $"random subframes, seed {Seed}, round {i}");
        }
    }

    private static AudioClip? TryDecode(byte[] data, string what)
    {
        try
        {
            return AudioDecoder.Decode(data, Limits);
        }
        catch (EmotionAIException)
        {
            return null;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{what}: {Convert.ToHexString(data.AsSpan(0, Math.Min(data.Length, 512)))}", e);
        }
    }

    /// <summary>Changes numbers where formats keep them: words of interesting values, runs of bytes removed, doubled or moved.</summary>
    internal static byte[] Mutate(byte[] data, Random random)
    {
        long[] values = [0, 1, -1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFE, int.MaxValue, int.MinValue, uint.MaxValue, data.Length];
        List<byte> bytes = [.. data];
        for (var change = random.Next(1, 5); change > 0 && bytes.Count > 8; change--)
        {
            var at = random.Next(random.Next(2) == 0 ? Math.Min(bytes.Count, 64) : bytes.Count);
            var length = Math.Min(random.Next(1, 9), bytes.Count - at);
            switch (random.Next(4))
            {
                case 0:
                    var value = values[random.Next(values.Length)];
                    for (var i = 0; i < length; i++)
                    {
                        bytes[at + i] = (byte)(value >> (8 * i));
                    }

                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                default:
                    bytes[at] = (byte)random.Next(256);
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] SmallFlac()
    {
        var samples = Enumerable.Range(0, 64).Select(i => (long)Math.Round(9_000 * Math.Sin(0.2 * i))).ToArray();
        return new FlacBuilder(16_000, 2, 16) { TotalFrames = 128, LongestBlock = 64 }
            .Frame(64, 10, w =>
            {
                FlacBuilder.Predicted(w, samples, 16, [2, -1], partitionOrder: 1);
                FlacBuilder.Constant(w, 5, 17);
            })
            .Frame(64, 1, w =>
            {
                FlacBuilder.Predicted(w, samples, 16, [120, -60, 2], shift: 6, precision: 9, method: 0);
                FlacBuilder.Verbatim(w, samples, 16);
            }).Build();
    }

    private static byte[] Short(string folder, string file, int bytes) => Golden(folder, file)[..bytes];

    private static byte[] Golden(string folder, string file) => File.ReadAllBytes(Goldens.Path("golden", "audio", "decode", folder, file));
}
