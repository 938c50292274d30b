namespace EmotionAI.Audio.Ogg;

/// <summary>Computes the checksum of Ogg pages: CRC-32 with the polynomial 0x04C11DB7, most significant bit first from 0, the four bytes of the sum itself taken as zeros (RFC 3533).</summary>
internal static class OggChecksum
{
    private const uint Polynomial = 0x04C1_1DB7;

    private static readonly uint[] Table = BuildTable();

    public static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            sum = (sum << 8) ^ Table[(byte)(sum >> 24) ^ value];
        }

        return sum;
    }

    private static uint[] BuildTable()
    {
        var table = new uint[256];
        for (var i = 0; i < table.Length; i++)
        {
            var sum = (uint)i << 24;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum << 1) ^ ((sum & 0x8000_0000) != 0 ? Polynomial : 0);
            }

            table[i] = sum;
        }

        return table;
    }
}
