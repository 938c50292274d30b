using System.Buffers.Binary;

namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Holds the sizes and the place that a zip header gives, widened by its zip64 extra field.</summary>
internal ref struct ZipSizes
{
    private const ushort ExtraTag = 1;
    private const int TagBytes = 4;

    public ulong Uncompressed;
    public ulong Compressed;
    public ulong HeaderOffset;

    /// <summary>Replaces every saturated value by the one in the extra field.</summary>
    /// <returns>False where the extra field is malformed, doubled or lacks a value.</returns>
    public bool TryWiden(ReadOnlySpan<byte> extra)
    {
        var wide = ReadOnlySpan<byte>.Empty;
        var found = false;
        while (extra.Length >= TagBytes)
        {
            var tag = BinaryPrimitives.ReadUInt16LittleEndian(extra);
            var length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - TagBytes || (tag == ExtraTag && found))
            {
                return false;
            }

            if (tag == ExtraTag)
            {
                wide = extra.Slice(TagBytes, length);
                found = true;
            }

            extra = extra[(TagBytes + length)..];
        }

        return TryTake(ref Uncompressed, ref wide) && TryTake(ref Compressed, ref wide) && TryTake(ref HeaderOffset, ref wide);
    }

    private static bool TryTake(ref ulong value, ref ReadOnlySpan<byte> wide)
    {
        if (value != uint.MaxValue)
        {
            return true;
        }

        if (wide.Length < sizeof(ulong))
        {
            return false;
        }

        value = BinaryPrimitives.ReadUInt64LittleEndian(wide);
        wide = wide[sizeof(ulong)..];
        return true;
    }
}
