namespace EmotionAI.Audio.Decoding;

/// <summary>Holds the header of a FLAC subframe (RFC 9639, section 9.2.1).</summary>
internal readonly record struct FlacSubframeHeader(FlacSubframeKind Kind, int Order, int WastedBits)
{
    public static FlacSubframeHeader Read(ref FlacBitReader bits, int blockSize, int bitsPerSample, AudioOrigin origin, long offset)
    {
        var header = bits.Read(8);
        var code = (int)(header >> 1) & 63;
        var (kind, order) = code switch
        {
            0 => (FlacSubframeKind.Constant, 0),
            1 => (FlacSubframeKind.Verbatim, 0),
            >= 8 and <= 12 => (FlacSubframeKind.Fixed, code - 8),
            >= 32 => (FlacSubframeKind.Linear, code - 31),
            _ => (FlacSubframeKind.Constant, -1),
        };
        if (header >= 128 || order < 0)
        {
            throw origin.Invalid($"has a FLAC subframe of the reserved type {header >> 1}.", offset);
        }

        if (order > blockSize)
        {
            throw origin.Invalid(Invariant($"has a FLAC block of {blockSize} frames, too short for a predictor of order {order}."), offset);
        }

        var wasted = (header & 1) == 0 ? 0 : bits.ReadUnary() + 1;
        return wasted < bitsPerSample
            ? new FlacSubframeHeader(kind, order, (int)wasted)
            : throw origin.Invalid(Invariant($"has a FLAC subframe that wastes {wasted} of {bitsPerSample} bits."), offset);
    }
}
