namespace EmotionAI.Audio.Matroska;

/// <summary>Takes the packets of one block apart (RFC 9559, 10.3): one, or several behind a table of their lengths.</summary>
internal static class MatroskaLacing
{
    private const int KindMask = 0x06;
    private const int Xiph = 0x02;
    private const int Fixed = 0x04;

    /// <summary>Finds the packets.</summary>
    /// <param name="flags">The flags of the block.</param>
    /// <param name="data">What is behind them.</param>
    /// <param name="lengths">Receives the length of each packet; 256 are the most.</param>
    /// <param name="packets">The packets in a row.</param>
    /// <returns>How many there are; 0 where the table breaks a rule.</returns>
    public static int Read(byte flags, ReadOnlySpan<byte> data, Span<int> lengths, out ReadOnlySpan<byte> packets)
    {
        packets = data;
        var kind = flags & KindMask;
        if (kind == 0)
        {
            lengths[0] = data.Length;
            return 1;
        }

        if (data.IsEmpty)
        {
            return 0;
        }

        var count = data[0] + 1;
        packets = data[1..];
        if (kind == Fixed)
        {
            lengths[..count].Fill(packets.Length / count);
            return packets.Length % count == 0 ? count : 0;
        }

        var isRead = kind == Xiph ? ReadXiph(ref packets, lengths[..(count - 1)]) : ReadEbml(ref packets, lengths[..(count - 1)]);
        long sum = 0;
        foreach (var length in lengths[..(count - 1)])
        {
            sum += length;
        }

        lengths[count - 1] = (int)Math.Max(0, packets.Length - sum);
        return isRead && sum <= packets.Length ? count : 0;
    }

    /// <summary>Bytes of 255 and one below add up to each length.</summary>
    private static bool ReadXiph(ref ReadOnlySpan<byte> data, Span<int> lengths)
    {
        foreach (ref var length in lengths)
        {
            var end = data.IndexOfAnyExcept((byte)255);
            if (end < 0)
            {
                return false;
            }

            length = (255 * end) + data[end];
            data = data[(end + 1)..];
        }

        return true;
    }

    /// <summary>The first length, and for each other one how much it differs from the one before.</summary>
    private static bool ReadEbml(ref ReadOnlySpan<byte> data, Span<int> lengths)
    {
        var last = 0L;
        for (var i = 0; i < lengths.Length; i++)
        {
            var width = data.IsEmpty ? int.MaxValue : EbmlReader.Width(data[0]);
            if (width > Math.Min(8, data.Length) || EbmlReader.ReadNumber(data, width) is not { } number)
            {
                return false;
            }

            last = i == 0 ? number : last + number - ((1L << ((7 * width) - 1)) - 1);
            if (last < 0 || last > data.Length)
            {
                return false;
            }

            lengths[i] = (int)last;
            data = data[width..];
        }

        return true;
    }
}
