namespace EmotionAI.Audio.Decoding;

/// <summary>Decodes one channel of a FLAC frame (RFC 9639, section 9.2) whose samples have at most 32 bits.</summary>
internal static class FlacSubframe
{
    private const int InvalidPrecision = 16;

    /// <summary>Decodes a subframe into <paramref name="samples"/>.</summary>
    public static void Read(ref FlacBitReader bits, scoped Span<int> samples, int bitsPerSample, AudioOrigin origin, long offset)
    {
        var header = FlacSubframeHeader.Read(ref bits, samples.Length, bitsPerSample, origin, offset);
        var width = bitsPerSample - header.WastedBits;
        switch (header.Kind)
        {
            case FlacSubframeKind.Constant:
                samples.Fill((int)bits.ReadSigned(width));
                break;
            case FlacSubframeKind.Verbatim:
                ReadVerbatim(ref bits, samples, width);
                break;
            case FlacSubframeKind.Fixed:
                ReadVerbatim(ref bits, samples[..header.Order], width);
                FlacResidual.Read(ref bits, samples, header.Order, origin, offset);
                FlacPredictor.RestoreFixed(samples, header.Order);
                break;
            default:
                ReadLinear(ref bits, samples, header.Order, width, origin, offset);
                break;
        }

        if (header.WastedBits > 0)
        {
            for (var i = 0; i < samples.Length; i++)
            {
                samples[i] <<= header.WastedBits;
            }
        }
    }

    /// <summary>Reads the coefficients of a linear predictor, the one of the most recent sample first.</summary>
    /// <returns>The shift of a prediction, in bits.</returns>
    public static int ReadCoefficients(ref FlacBitReader bits, scoped Span<int> coefficients, AudioOrigin origin, long offset)
    {
        var precision = (int)bits.Read(4) + 1;
        var shift = (int)bits.ReadSigned(5);
        if (precision == InvalidPrecision || shift < 0)
        {
            throw origin.Invalid(Invariant($"has a FLAC predictor with coefficients of {precision} bits and a shift of {shift}; 1 to 15 bits and shifts from 0 are allowed."), offset);
        }

        for (var i = 0; i < coefficients.Length; i++)
        {
            coefficients[i] = (int)bits.ReadSigned(precision);
        }

        return shift;
    }

    private static void ReadLinear(ref FlacBitReader bits, scoped Span<int> samples, int order, int width, AudioOrigin origin, long offset)
    {
        ReadVerbatim(ref bits, samples[..order], width);
        Span<int> coefficients = stackalloc int[FlacPredictor.MostCoefficients];
        coefficients = coefficients[..order];
        var shift = ReadCoefficients(ref bits, coefficients, origin, offset);
        FlacResidual.Read(ref bits, samples, order, origin, offset);
        FlacPredictor.RestoreLinear(samples, coefficients, shift);
    }

    private static void ReadVerbatim(ref FlacBitReader bits, scoped Span<int> samples, int width)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (int)bits.ReadSigned(width);
        }
    }
}
