namespace EmotionAI.Audio.Decoding;

/// <summary>Decodes the one kind of FLAC channel that does not fit 32 bits: the difference of two channels of 32 bits.</summary>
internal static class FlacWideSubframe
{
    /// <summary>Decodes a subframe of 33 bits a sample into <paramref name="samples"/>.</summary>
    public static void Read(ref FlacBitReader bits, scoped Span<long> samples, scoped Span<int> residuals, int bitsPerSample, AudioOrigin origin, long offset)
    {
        var header = FlacSubframeHeader.Read(ref bits, samples.Length, bitsPerSample, origin, offset);
        var width = bitsPerSample - header.WastedBits;
        switch (header.Kind)
        {
            case FlacSubframeKind.Constant:
                samples.Fill(bits.ReadSigned(width));
                break;
            case FlacSubframeKind.Verbatim:
                ReadVerbatim(ref bits, samples, width);
                break;
            default:
                ReadPredicted(ref bits, samples, residuals, header, width, origin, offset);
                break;
        }

        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] <<= header.WastedBits;
        }
    }

    private static void ReadPredicted(ref FlacBitReader bits, scoped Span<long> samples, scoped Span<int> residuals, FlacSubframeHeader header, int width, AudioOrigin origin, long offset)
    {
        ReadVerbatim(ref bits, samples[..header.Order], width);
        Span<int> coefficients = stackalloc int[FlacPredictor.MostCoefficients];
        coefficients = coefficients[..header.Order];
        var shift = 0;
        if (header.Kind == FlacSubframeKind.Linear)
        {
            shift = FlacSubframe.ReadCoefficients(ref bits, coefficients, origin, offset);
        }
        else
        {
            FlacPredictor.FixedCoefficients(header.Order).CopyTo(coefficients);
        }

        FlacResidual.Read(ref bits, residuals, header.Order, origin, offset);
        for (var i = header.Order; i < samples.Length; i++)
        {
            long sum = 0;
            for (var j = 0; j < coefficients.Length; j++)
            {
                sum += coefficients[j] * samples[i - 1 - j];
            }

            samples[i] = residuals[i] + (sum >> shift);
        }
    }

    private static void ReadVerbatim(ref FlacBitReader bits, scoped Span<long> samples, int width)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = bits.ReadSigned(width);
        }
    }
}
