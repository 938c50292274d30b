using EmotionAI.Checkpoints.SafeTensors;
using EmotionAI.Checkpoints.TorchZip;

namespace EmotionAI.Tests.Checkpoints.Malformed;

/// <summary>Damages small valid files: every result is a refusal or a success, within the memory that the bytes justify.</summary>
public class DamagedFileTests
{
    private const int BitFlippedBytes = 256;
    private const long BaseBytes = 64 << 10;
    private const int BytesPerByte = 8;
    private const int Mutations = 1_500;
    private const int Seed = 20_261_126;

    public static TheoryData<string> Formats => ["safetensors", "zip", "legacy", "onnx"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Open_TruncatedAtEveryByte_OnlyRefuses(string format)
    {
        using var folder = new TempFolder();
        var bytes = Valid(format);
        Assert.Null(Probe(format, folder.Write("file", bytes)));
        for (var length = 0; length < bytes.Length; length++)
        {
            var error = ProbeBounded(format, folder, bytes[..length]);
            Assert.True(error is not null || format == "onnx", $"{length} of {bytes.Length} bytes were accepted");
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Open_EveryBitFlipped_OnlyRefuses(string format)
    {
        using var folder = new TempFolder();
        var bytes = Valid(format);
        for (var bit = 0; bit < 8 * Math.Min(BitFlippedBytes, bytes.Length); bit++)
        {
            var copy = (byte[])bytes.Clone();
            copy[bit / 8] ^= (byte)(1 << (bit % 8));
            ProbeBounded(format, folder, copy);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Open_MutatedByStructure_OnlyRefuses(string format)
    {
        using var folder = new TempFolder();
        var random = new Random(Seed);
        for (var i = 0; i < Mutations; i++)
        {
            ProbeBounded(format, folder, Mutate(Valid(format), random));
        }
    }

    private static byte[] Valid(string format) => format switch
    {
        "safetensors" => SafeTensorsBuilder.Small(),
        "onnx" => OnnxBuilder.Small(),
        _ => TorchBuilder.Small(isLegacy: format == "legacy"),
    };

    /// <summary>Changes what parsers branch on: numbers to their extremes, blocks moved, doubled and dropped.</summary>
    private static byte[] Mutate(byte[] bytes, Random random)
    {
        List<byte> result = [.. bytes];
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(result.Count);
            var length = Math.Min(random.Next(1, 24), result.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    result[at] = random.GetItems<byte>([0, 1, 0x7F, 0x80, 0xFF, (byte)'(', (byte)')', (byte)'.', (byte)'t', (byte)'R', (byte)'{', (byte)'"'], 1)[0];
                    break;
                case 1:
                    result.InsertRange(at, result.GetRange(at, length));
                    break;
                case 2:
                    result.RemoveRange(at, Math.Min(length, result.Count - 1));
                    break;
                case 3:
                    result.InsertRange(random.Next(result.Count), result.GetRange(at, length));
                    break;
                case 4:
                    var extreme = BitConverter.GetBytes(random.GetItems<long>([long.MaxValue, long.MinValue, -1, uint.MaxValue, int.MaxValue, 1L << 40], 1)[0]);
                    for (var i = 0; i < Math.Min(random.GetItems<int>([2, 4, 8], 1)[0], result.Count - at); i++)
                    {
                        result[at + i] = extreme[i];
                    }

                    break;
                default:
                    var digit = result.FindIndex(at, value => char.IsAsciiDigit((char)value));
                    if (digit >= 0)
                    {
                        result[digit] = (byte)('0' + random.Next(10));
                    }

                    break;
            }
        }

        return [.. result];
    }

    private static EmotionAIException? ProbeBounded(string format, TempFolder folder, byte[] bytes)
    {
        var path = folder.Write("file", bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Probe(format, path);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(allocated <= BaseBytes + (BytesPerByte * bytes.Length), $"{format}: {allocated} bytes allocated for {bytes.Length}: {Convert.ToBase64String(bytes)}");
        return error;
    }

    private static EmotionAIException? Probe(string format, string path) => format switch
    {
        "onnx" => Opening.ProbeOnnx(path),
        "safetensors" => Opening.Probe(SafeTensorsFile.Open, path),
        _ => Opening.Probe(TorchFile.Open, path),
    };
}
