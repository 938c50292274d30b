using System.Numerics.Tensors;
using NWaves.Features;
using NWaves.Transforms;
using NWaves.Windows;

namespace EmotionAI.Audio.Voice;

/// <summary>Holds the shape of a spectrum, the mean over frames of 25 ms, under a Hann window.</summary>
/// <param name="Centroid">The mean frequency, in Hz.</param>
/// <param name="Spread">The standard deviation around it, in Hz.</param>
/// <param name="RollOff">The frequency below which 85 % lie, in Hz.</param>
/// <param name="Flatness">The geometric over the arithmetic mean of the power, 0 to 1.</param>
internal readonly record struct SpectralShape(double Centroid, double Spread, double RollOff, double Flatness)
{
    private const int SampleRate = 16_000;
    private const int FftSize = 512;
    private const int Bins = (FftSize / 2) + 1;
    private const float RollOffShare = 0.85f;

    /// <summary>Measures the frames of a sound.</summary>
    /// <param name="samples">The samples at 16 kHz without offset.</param>
    /// <param name="frames">The frames, one or more, none of them silent.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public static SpectralShape Of(double[] samples, IReadOnlyList<int> frames, CancellationToken cancellationToken)
    {
        var fft = new RealFft(FftSize);
        var window = Window.Hann(LoudFrames.Length);
        var (block, spectrum) = (new float[FftSize], new float[Bins]);
        float[] frequencies = [.. Enumerable.Range(0, Bins).Select(bin => (float)bin * SampleRate / FftSize)];
        var (centroids, spreads, rollOffs, flatnesses) = (0.0, 0.0, 0.0, 0.0);
        foreach (var frame in frames)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = samples.AsSpan(frame * LoudFrames.Hop, LoudFrames.Length);
            var mean = TensorPrimitives.Sum<double>(part) / part.Length;
            block.AsSpan().Clear();
            for (var i = 0; i < window.Length; i++)
            {
                block[i] = (float)(part[i] - mean) * window[i];
            }

            fft.MagnitudeSpectrum(block, spectrum);
            double centroid = Spectral.Centroid(spectrum, frequencies);
            centroids += centroid;
            spreads += SpreadAround(centroid, spectrum, frequencies);
            rollOffs += Spectral.Rolloff(spectrum, frequencies, RollOffShare);
            flatnesses += FlatnessOf(spectrum);
        }

        return new SpectralShape(centroids / frames.Count, spreads / frames.Count, rollOffs / frames.Count, flatnesses / frames.Count);
    }

    private static double SpreadAround(double centroid, float[] spectrum, float[] frequencies)
    {
        var (sum, weighted) = (0.0, 0.0);
        for (var bin = 1; bin < spectrum.Length; bin++)
        {
            var distance = frequencies[bin] - centroid;
            sum += spectrum[bin];
            weighted += spectrum[bin] * distance * distance;
        }

        return Math.Sqrt(weighted / sum);
    }

    /// <summary>NWaves floors magnitudes at 1e-10 of an unscaled spectrum and takes no power.</summary>
    private static double FlatnessOf(float[] spectrum)
    {
        var (sum, logarithms) = (0.0, 0.0);
        foreach (var magnitude in spectrum.AsSpan(1))
        {
            var power = Math.Max((double)magnitude * magnitude, 1e-20);
            sum += power;
            logarithms += Math.Log(power);
        }

        return Math.Exp(logarithms / (spectrum.Length - 1)) / (sum / (spectrum.Length - 1));
    }
}
