using System.Buffers.Binary;

namespace EmotionAI.Tests.Audio.Decoding;

/// <summary>Builds small FLAC files, right ones and wrong ones, with checksums computed bit by bit.</summary>
internal sealed class FlacBuilder(int sampleRate, int channels, int bits)
{
    private readonly List<byte> _frames = [];
    private readonly List<byte[]> _blocks = [];

    public int ShortestBlock { get; init; } = 16;

    public int LongestBlock { get; init; } = 4096;

    public long TotalFrames { get; init; }

    public byte[] Digest { get; init; } = new byte[16];

    /// <summary>Adds a frame; the block size goes into 16 bits, rate and bits come from STREAMINFO.</summary>
    public FlacBuilder Frame(int blockSize, int channelCode, Action<BitWriter> subframes, int rateCode = 0, int bitsCode = 0, int number = 0, bool wrongHeaderSum = false, bool wrongFrameSum = false)
    {
        var writer = new BitWriter();
        writer.Write(0xFFF8, 16).Write(7, 4).Write(rateCode, 4).Write(channelCode, 4).Write(bitsCode, 4).Write(number, 8).Write(blockSize - 1, 16);
        writer.Write(Sum(writer.ToArray(), 8, 0x07) ^ (wrongHeaderSum ? 1 : 0), 8);
        subframes(writer);
        writer.Align();
        writer.Write(Sum(writer.ToArray(), 16, 0x8005) ^ (wrongFrameSum ? 1 : 0), 16);
        _frames.AddRange(writer.ToArray());
        return this;
    }

    public FlacBuilder Raw(params byte[] bytes)
    {
        _frames.AddRange(bytes);
        return this;
    }

    public FlacBuilder Block(byte type, byte[] content)
    {
        _blocks.Add([type, (byte)(content.Length >> 16), (byte)(content.Length >> 8), (byte)content.Length, .. content]);
        return this;
    }

    public byte[] Build()
    {
        var info = new byte[34];
        BinaryPrimitives.WriteUInt16BigEndian(info, (ushort)ShortestBlock);
        BinaryPrimitives.WriteUInt16BigEndian(info.AsSpan(2), (ushort)LongestBlock);
        BinaryPrimitives.WriteUInt64BigEndian(info.AsSpan(10), ((ulong)sampleRate << 44) | ((ulong)(channels - 1) << 41) | ((ulong)(bits - 1) << 36) | (ulong)TotalFrames);
        Digest.CopyTo(info, 18);
        List<byte[]> blocks = [[0, 0, 0, 34, .. info], .. _blocks];
        blocks[^1][0] |= 0x80;
        return [.. "fLaC"u8, .. blocks.SelectMany(b => b), .. _frames];
    }

    public static void Constant(BitWriter writer, long value, int width) => writer.Write(0, 8).Write(value, width);

    public static void Verbatim(BitWriter writer, long[] samples, int width)
    {
        writer.Write(1 << 1, 8);
        WriteAll(writer, samples, width);
    }

    /// <summary>Writes a predicted subframe: a fixed one, or a linear one if <paramref name="precision"/> is given.</summary>
    public static void Predicted(BitWriter writer, long[] samples, int width, int[] coefficients, int shift = 0, int? precision = null, int partitionOrder = 0, int method = 1)
    {
        var order = coefficients.Length;
        writer.Write((precision is null ? 8 + order : 31 + order) << 1, 8);
        WriteAll(writer, samples[..order], width);
        if (precision is not null)
        {
            writer.Write(precision.Value - 1, 4).Write(shift, 5);
            WriteAll(writer, [.. coefficients.Select(c => (long)c)], precision.Value);
        }

        writer.Write(method, 2).Write(partitionOrder, 4);
        var residuals = Residuals(samples, coefficients, shift);
        var size = samples.Length >> partitionOrder;
        for (var i = 0; i < 1 << partitionOrder; i++)
        {
            WritePartition(writer, residuals[Math.Max(order, i * size)..((i + 1) * size)], method == 0 ? 4 : 5);
        }
    }

    private static long[] Residuals(long[] samples, int[] coefficients, int shift)
    {
        var residuals = (long[])samples.Clone();
        for (var i = coefficients.Length; i < samples.Length; i++)
        {
            long sum = 0;
            for (var j = 0; j < coefficients.Length; j++)
            {
                sum += coefficients[j] * samples[i - 1 - j];
            }

            residuals[i] = checked((int)(samples[i] - (sum >> shift)));
        }

        return residuals;
    }

    private static void WritePartition(BitWriter writer, long[] residuals, int parameterBits)
    {
        var mean = residuals.Length == 0 ? 0 : residuals.Average(r => Math.Abs((double)r));
        var parameter = Math.Clamp((int)Math.Log2(mean + 1), 0, (1 << parameterBits) - 2);
        writer.Write(parameter, parameterBits);
        foreach (var residual in residuals)
        {
            var folded = (residual << 1) ^ (residual >> 63);
            writer.WriteUnary(folded >> parameter).Write(folded, parameter);
        }
    }

    private static void WriteAll(BitWriter writer, long[] values, int width)
    {
        foreach (var value in values)
        {
            writer.Write(value, width);
        }
    }

    private static int Sum(byte[] bytes, int width, int polynomial)
    {
        var sum = 0;
        foreach (var value in bytes)
        {
            for (var bit = 7; bit >= 0; bit--)
            {
                var carry = ((sum >> (width - 1)) ^ (value >> bit)) & 1;
                sum = ((sum << 1) ^ (carry * polynomial)) & ((1 << width) - 1);
            }
        }

        return sum;
    }
}
