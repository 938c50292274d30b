namespace EmotionAI.Audio.Voice;

/// <summary>Puts the descriptors of a voice together.</summary>
internal static class VoiceMeasurement
{
    /// <summary>The quietest power that is measured: 1e-12 of full scale, -120 dB.</summary>
    private const double Floor = 1e-12;

    private const double Low = 0.05;
    private const double Median = 0.5;
    private const double High = 0.95;
    private const double SemitonesOfOctave = 12;

    /// <summary>Measures samples at 16 kHz.</summary>
    /// <param name="samples">The samples, one channel, finite.</param>
    /// <param name="known">What is known already.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public static VoiceDescriptors Of(float[] samples, VoiceDescriptors known, CancellationToken cancellationToken)
    {
        var centred = Centre(samples);
        var power = centred.Sum(sample => sample * sample) / centred.Length;
        if (power < Floor)
        {
            return known with { Gap = VoiceDescriptorGap.Silent };
        }

        known = known with { Level = 10 * Math.Log10(power) };
        if (samples.Length < LoudFrames.Length)
        {
            return known with { Gap = VoiceDescriptorGap.TooShort };
        }

        var loud = LoudFrames.Find(centred);
        var shape = SpectralShape.Of(centred, loud, cancellationToken);
        known = known with
        {
            SpectralCentroid = shape.Centroid,
            SpectralSpread = shape.Spread,
            SpectralRollOff = shape.RollOff,
            SpectralFlatness = shape.Flatness,
            Mfcc = CepstralMeans.Of([.. centred.Select(sample => (float)sample)], loud),
        };
        return WithPitch(centred, known, cancellationToken);
    }

    private static VoiceDescriptors WithPitch(double[] samples, VoiceDescriptors known, CancellationToken cancellationToken)
    {
        if (samples.Length < PitchContour.WindowLength)
        {
            return known with { Gap = VoiceDescriptorGap.TooShort };
        }

        var contour = PitchContour.Of(samples, cancellationToken);
        PitchFrame[] voiced = [.. contour.Frames.Where(frame => frame.IsVoiced)];
        known = known with { VoicedShare = (double)voiced.Length / contour.Frames.Count };
        if (voiced.Length == 0)
        {
            return known with { Gap = VoiceDescriptorGap.Unvoiced };
        }

        double[] pitches = [.. voiced.Select(frame => frame.Frequency).Order()];
        var (low, high) = (Quantile(pitches, Low), Quantile(pitches, High));
        var pulses = GlottalPulses.Find(samples, contour, cancellationToken);
        return known with
        {
            PitchMedian = Quantile(pitches, Median),
            PitchLow = low,
            PitchHigh = high,
            PitchRange = SemitonesOfOctave * Math.Log2(high / low),
            HarmonicsToNoise = Voice.HarmonicsToNoise.Of(samples, contour),
            Jitter = Perturbation.Jitter(pulses),
            Shimmer = Perturbation.Shimmer(samples, pulses),
        };
    }

    private static double[] Centre(float[] samples)
    {
        var mean = samples.Average(sample => (double)sample);
        return [.. samples.Select(sample => sample - mean)];
    }

    /// <summary>Interpolates between the two nearest values, as NumPy does.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
