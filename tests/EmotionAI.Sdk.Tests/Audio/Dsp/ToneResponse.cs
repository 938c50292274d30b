using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Dsp;

/// <summary>Measures what comes of a tone, as golden/audio/resample/quality.json does: half a second of it, of which the middle half of the output is looked at.</summary>
internal sealed class ToneResponse
{
    private const double Floor = 1e-12;

    private ToneResponse(double gain, double rest, double level) => (Gain, Rest, Level) = (Decibels(gain), Decibels(rest), Decibels(level));

    /// <summary>Gets the amplitude of the tone, in dB.</summary>
    public double Gain { get; }

    /// <summary>Gets the rest beside the tone relative to it, in dB.</summary>
    public double Rest { get; }

    /// <summary>Gets the amplitude of all there is, in dB.</summary>
    public double Level { get; }

    public static ToneResponse Of(Resampler resampler, double hertz)
    {
        float[] input = [.. Enumerable.Range(0, resampler.FromRate / 2).Select(i => (float)Math.Sin(2 * Math.PI * hertz * i / resampler.FromRate))];
        var output = new float[resampler.OutputLength(input.Length)];
        resampler.Resample(input, output);

        var (first, end) = (output.Length / 4, output.Length - (output.Length / 4));
        var (ss, sc, cc, ys, yc, yy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = first; i < end; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * hertz * i / resampler.ToRate);
            (ss, sc, cc) = (ss + (sin * sin), sc + (sin * cos), cc + (cos * cos));
            (ys, yc, yy) = (ys + (output[i] * sin), yc + (output[i] * cos), yy + ((double)output[i] * output[i]));
        }

        var determinant = (ss * cc) - (sc * sc);
        var (a, b) = (((ys * cc) - (yc * sc)) / determinant, ((yc * ss) - (ys * sc)) / determinant);
        var rest = Enumerable.Range(first, end - first).Sum(i =>
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * hertz * i / resampler.ToRate);
            var difference = output[i] - (a * sin) - (b * cos);
            return difference * difference;
        });
        var amplitude = Math.Sqrt((a * a) + (b * b));
        return new ToneResponse(amplitude, Math.Sqrt(2 * rest / (end - first)) / amplitude, Math.Sqrt(2 * yy / (end - first)));
    }

    private static double Decibels(double ratio) => 20 * Math.Log10(Math.Max(ratio, Floor));
}
