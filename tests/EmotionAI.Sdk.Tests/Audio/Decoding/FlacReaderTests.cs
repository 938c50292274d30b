using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Decoding;

/// <summary>Checks what no golden holds: 32-bit stereo with its 33-bit difference, all predictor orders, every stage of a Rice code.</summary>
public sealed class FlacReaderTests
{
    private const int Frames = 256;
    private const int LeftSide = 8;
    private const int SideRight = 9;
    private const int MidSide = 10;
    private const int EightChannels = 8;

    [Theory]
    [InlineData(LeftSide, 0)]
    [InlineData(LeftSide, 2)]
    [InlineData(SideRight, 3)]
    [InlineData(SideRight, 4)]
    [InlineData(MidSide, 1)]
    [InlineData(MidSide, 32)]
    public void Decode_ThirtyTwoBitStereo_IsExact(int channelCode, int sideOrder)
    {
        var left = Wave(Frames, 2_147_483_000.0, 0.0);
        var right = Wave(Frames, -2_147_483_000.0, 0.02);
        var side = left.Zip(right, (l, r) => l - r).ToArray();
        var mid = left.Zip(right, (l, r) => (l + r) >> 1).ToArray();
        var data = new FlacBuilder(48_000, 2, 32).Frame(Frames, channelCode, w =>
        {
            switch (channelCode)
            {
                case LeftSide:
                    FlacBuilder.Verbatim(w, left, 32);
                    WriteSide(w, side, sideOrder);
                    break;
                case SideRight:
                    WriteSide(w, side, sideOrder);
                    FlacBuilder.Verbatim(w, right, 32);
                    break;
                default:
                    FlacBuilder.Verbatim(w, mid, 32);
                    WriteSide(w, side, sideOrder);
                    break;
            }
        }).Build();

        var clip = AudioDecoder.Decode(data);

        Assert.True(side.Max(Math.Abs) > int.MaxValue);
        SampleAssert.Equal(Expected([left, right], 31), clip.Samples.Span, $"code {channelCode}, order {sideOrder}");
    }

    [Fact]
    public void Decode_EveryPredictorOrder_IsExact()
    {
        var random = new Random(20261126);
        for (var order = 1; order <= 32; order++)
        {
            var samples = Enumerable.Range(0, Frames).Select(_ => (long)random.Next(-32_768, 32_768)).ToArray();
            var coefficients = Enumerable.Range(0, order).Select(_ => random.Next(-16_384, 16_384)).ToArray();
            var shift = random.Next(8, 16);
            var data = new FlacBuilder(16_000, 1, 16) { TotalFrames = Frames }
                .Frame(Frames, 0, w => FlacBuilder.Predicted(w, samples, 16, coefficients, shift, precision: 15, partitionOrder: order % 4)).Build();

            SampleAssert.Equal(Expected([samples], 15), AudioDecoder.Decode(data).Samples.Span, $"order {order}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Decode_EveryFixedOrder_IsExact(int order)
    {
        int[][] coefficients = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];
        var samples = Wave(Frames, 20_000, 0.3);
        samples[40] = -32_768;
        samples[41] = 32_767;
        var data = new FlacBuilder(16_000, 1, 16).Frame(Frames, 0, w => FlacBuilder.Predicted(w, samples, 16, coefficients[order], partitionOrder: 2, method: 0)).Build();

        SampleAssert.Equal(Expected([samples], 15), AudioDecoder.Decode(data).Samples.Span, $"order {order}");
    }

    [Fact]
    public void Decode_LongUnaryRuns_AreExact()
    {
        var samples = new long[Frames];
        for (var i = 0; i < samples.Length; i += 16)
        {
            samples[i] = i % 32 == 0 ? 300 + i : -300 - i;
        }

        var data = new FlacBuilder(16_000, 1, 16).Frame(Frames, 0, w => FlacBuilder.Predicted(w, samples, 16, [], method: 0)).Build();

        SampleAssert.Equal(Expected([samples], 15), AudioDecoder.Decode(data).Samples.Span, "unary");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(23)]
    [InlineData(31)]
    public void Decode_UnusualDepth_IsScaledByIt(int bits)
    {
        var full = 1L << (bits - 1);
        long[] samples = [0, full - 1, -full, 1, -1, .. new long[11]];
        var data = new FlacBuilder(8_000, 1, bits).Frame(16, 0, w => FlacBuilder.Verbatim(w, samples, bits)).Build();

        SampleAssert.Equal(Expected([samples], bits - 1), AudioDecoder.Decode(data).Samples.Span, $"{bits} bits");
    }

    [Theory]
    [InlineData(EightChannels)]
    [InlineData(1)]
    public void Decode_ConstantChannels_AreInterleaved(int channels)
    {
        var data = new FlacBuilder(8_000, channels, 16).Frame(20, channels - 1, w =>
        {
            for (var channel = 0; channel < channels; channel++)
            {
                FlacBuilder.Constant(w, channel + 1, 16);
            }
        }).Raw([.. "TAG"u8, .. new byte[125]]).Build();

        var clip = AudioDecoder.Decode(data);

        Assert.Equal((20, channels), (clip.FrameCount, clip.Channels));
        for (var i = 0; i < clip.Samples.Length; i++)
        {
            Assert.Equal(((i % channels) + 1) / 32_768f, clip.Samples.Span[i]);
        }
    }

    private static void WriteSide(BitWriter writer, long[] side, int order)
    {
        switch (order)
        {
            case 0:
                FlacBuilder.Verbatim(writer, side, 33);
                break;
            case 32:
                int[] slope = [12, -5, -1, .. new int[29]];
                FlacBuilder.Predicted(writer, side, 33, slope, shift: 3, precision: 6);
                break;
            case 1:
                FlacBuilder.Predicted(writer, side, 33, [1]);
                break;
            default:
                int[][] coefficients = [[2, -1], [3, -3, 1], [4, -6, 4, -1]];
                FlacBuilder.Predicted(writer, side, 33, coefficients[order - 2], partitionOrder: 1);
                break;
        }
    }

    private static long[] Wave(int frames, double amplitude, double phase) =>
        [.. Enumerable.Range(0, frames).Select(i => (long)Math.Round(amplitude * Math.Sin((0.11 * i) + phase)))];

    private static float[] Expected(long[][] channels, int shift) =>
        [.. Enumerable.Range(0, channels[0].Length).SelectMany(i => channels.Select(c => (float)(c[i] / (double)(1L << shift))))];
}
