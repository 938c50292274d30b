using System.Numerics;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Features;

/// <summary>Computes what <c>WhisperFeatureExtractor</c> of transformers does as its definition reads, in float64, by plain sums.</summary>
internal static class LogMelDefinition
{
    public static double[] Compute(float[] samples, LogMelOptions options)
    {
        var (size, reach) = (options.FftSize, options.FftSize / 2);
        var chunk = new double[options.ChunkLength];
        Array.Copy(samples, chunk, samples.Length);
        var padded = Enumerable.Range(-reach, chunk.Length + (2 * reach)).Select(i => chunk[i < 0 ? -i : i < chunk.Length ? i : (2 * (chunk.Length - 1)) - i]).ToArray();

        // The last frame is left out.
        var frames = (padded.Length - size) / options.HopLength;
        var powers = Enumerable.Range(0, frames).Select(frame => Power(padded.AsSpan(frame * options.HopLength, size))).ToArray();
        var logs = Filters(options).SelectMany(filter => powers.Select(power => Math.Log10(Math.Max(1e-10, filter.Zip(power, (weight, value) => weight * value).Sum())))).ToArray();
        var floor = logs.Max() - 8;
        return [.. logs.Select(value => (Math.Max(value, floor) + 4) / 4)];
    }

    private static double[] Power(ReadOnlySpan<double> frame)
    {
        var power = new double[(frame.Length / 2) + 1];
        for (var k = 0; k < power.Length; k++)
        {
            var sum = Complex.Zero;
            for (var n = 0; n < frame.Length; n++)
            {
                sum += frame[n] * (0.5 - (0.5 * Math.Cos(2 * Math.PI * n / frame.Length))) * Complex.FromPolarCoordinates(1, -2 * Math.PI * n * k / frame.Length);
            }

            power[k] = (sum.Real * sum.Real) + (sum.Imaginary * sum.Imaginary);
        }

        return power;
    }

    private static IEnumerable<double[]> Filters(LogMelOptions options)
    {
        // From 0 to 8,000 Hz on Slaney's scale.
        double[] edges = [.. Enumerable.Range(0, options.MelBands + 2).Select(i => Hertz(45.245640471924965 * i / (options.MelBands + 1)))];
        var bins = (options.FftSize / 2) + 1;
        double[] hertz = [.. Enumerable.Range(0, bins).Select(bin => (double)(options.SampleRate / 2) * bin / (bins - 1))];
        for (var band = 0; band < options.MelBands; band++)
        {
            var (low, middle, high) = (edges[band], edges[band + 1], edges[band + 2]);
            yield return [.. hertz.Select(f => Math.Max(0, Math.Min((f - low) / (middle - low), (high - f) / (high - middle))) * 2 / (high - low))];
        }
    }

    private static double Hertz(double mel) => mel < 15 ? 200 * mel / 3 : 1_000 * Math.Exp(Math.Log(6.4) / 27 * (mel - 15));
}
