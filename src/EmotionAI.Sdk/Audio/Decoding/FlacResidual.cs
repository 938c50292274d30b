namespace EmotionAI.Audio.Decoding;

/// <summary>Reads the residual of a FLAC subframe (RFC 9639, section 9.2.7).</summary>
internal static class FlacResidual
{
    /// <summary>Fills <paramref name="samples"/> behind its first <paramref name="order"/> with residuals.</summary>
    public static void Read(ref FlacBitReader bits, scoped Span<int> samples, int order, AudioOrigin origin, long offset)
    {
        var method = bits.Read(2);
        var partitions = 1 << (int)bits.Read(4);
        var partitionSize = samples.Length / partitions;
        if (method > 1 || partitionSize * partitions != samples.Length || partitionSize < order)
        {
            throw origin.Invalid(Invariant($"has a FLAC residual of the method {method} with {partitions} partitions for {samples.Length} frames and the order {order}."), offset);
        }

        var parameterBits = method == 0 ? 4 : 5;
        var escape = (1u << parameterBits) - 1;
        for (var i = 0; i < partitions; i++)
        {
            var start = i == 0 ? order : i * partitionSize;
            var partition = samples[start..((i + 1) * partitionSize)];
            var parameter = bits.Read(parameterBits);
            if (parameter == escape)
            {
                ReadRaw(ref bits, partition);
            }
            else
            {
                bits.ReadRice(partition, (int)parameter);
            }
        }
    }

    private static void ReadRaw(ref FlacBitReader bits, scoped Span<int> partition)
    {
        var width = (int)bits.Read(5);
        if (width == 0)
        {
            partition.Clear();
            return;
        }

        for (var i = 0; i < partition.Length; i++)
        {
            partition[i] = (int)bits.ReadSigned(width);
        }
    }
}
