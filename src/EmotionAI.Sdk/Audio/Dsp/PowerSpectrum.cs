using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EmotionAI.Audio.Dsp;

/// <summary>Computes the power spectra of eight windowed frames at once.</summary>
/// <remarks>Immutable and safe for concurrent use; the scratch belongs to the caller.</remarks>
internal sealed class PowerSpectrum
{
    /// <summary>The number of frames computed at once.</summary>
    public const int Frames = 8;

    private readonly float[] _window;
    private readonly FourierTransform _transform;
    private readonly bool _isEven;
    private readonly float[] _cos;
    private readonly float[] _sin;

    /// <summary>Prepares the transform.</summary>
    /// <param name="window">The window, as long as a frame.</param>
    public PowerSpectrum(float[] window)
    {
        _window = window;
        _isEven = window.Length % 2 == 0;
        _transform = new FourierTransform(_isEven ? window.Length / 2 : window.Length);
        _cos = new float[Bins];
        _sin = new float[Bins];
        for (var k = 0; k < Bins; k++)
        {
            var (sin, cos) = Math.SinCos(-2 * Math.PI * k / window.Length);
            (_sin[k], _cos[k]) = ((float)sin, (float)cos);
        }
    }

    /// <summary>Gets the length of a frame, in samples.</summary>
    public int FrameLength => _window.Length;

    /// <summary>Gets the number of bins: half the frame and one.</summary>
    public int Bins => (_window.Length / 2) + 1;

    /// <summary>Gets the number of vectors of scratch that <see cref="Compute"/> needs.</summary>
    public int ScratchLength => 4 * ((_window.Length + Frames - 1) / Frames * Frames);

    /// <summary>Computes the spectra.</summary>
    /// <param name="samples">The samples from the first frame on, enough for eight frames.</param>
    /// <param name="hop">The distance from frame to frame, in samples.</param>
    /// <param name="power">Receives <c>[bin]</c> of eight lanes.</param>
    /// <param name="scratch">Scratch of <see cref="ScratchLength"/> vectors.</param>
    public void Compute(ReadOnlySpan<float> samples, int hop, Span<Vector256<float>> power, Span<Vector256<float>> scratch)
    {
        var quarter = scratch.Length / 4;
        var re = scratch[..quarter];
        var im = scratch.Slice(quarter, quarter);
        var re2 = scratch.Slice(2 * quarter, quarter);
        var im2 = scratch.Slice(3 * quarter, quarter);
        if (_isEven)
        {
            LoadPairs(samples, hop, re, im);
            _transform.Transform(re, im, re2, im2);
            SplitReal(re, im, power);
        }
        else
        {
            Load(samples, hop, re, im);
            _transform.Transform(re, im, re2, im2);
            for (var k = 0; k < Bins; k++)
            {
                power[k] = (re[k] * re[k]) + (im[k] * im[k]);
            }
        }
    }

    /// <summary>Loads even samples as real and odd ones as imaginary parts, windowed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LoadPairs(ReadOnlySpan<float> samples, int hop, Span<Vector256<float>> re, Span<Vector256<float>> im)
    {
        Span<Vector256<float>> block = stackalloc Vector256<float>[Frames];
        var n = 0;
        for (; n + Frames <= _window.Length; n += Frames)
        {
            Transpose(samples[n..], hop, block);
            for (var i = 0; i < Frames; i += 2)
            {
                re[(n + i) / 2] = block[i] * _window[n + i];
                im[(n + i) / 2] = block[i + 1] * _window[n + i + 1];
            }
        }

        for (; n < _window.Length; n += 2)
        {
            re[n / 2] = Gather(samples, n, hop) * _window[n];
            im[n / 2] = Gather(samples, n + 1, hop) * _window[n + 1];
        }
    }

    private void Load(ReadOnlySpan<float> samples, int hop, Span<Vector256<float>> re, Span<Vector256<float>> im)
    {
        for (var n = 0; n < _window.Length; n++)
        {
            re[n] = Gather(samples, n, hop) * _window[n];
            im[n] = Vector256<float>.Zero;
        }
    }

    /// <summary>Gets the spectrum of a real signal from that of its even and odd samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SplitReal(Span<Vector256<float>> re, Span<Vector256<float>> im, Span<Vector256<float>> power)
    {
        var half = _window.Length / 2;
        for (var k = 0; k <= half; k++)
        {
            var a = k == half ? 0 : k;
            var b = k == 0 ? 0 : half - k;
            var (evenR, evenI) = ((re[a] + re[b]) * 0.5f, (im[a] - im[b]) * 0.5f);
            var (oddR, oddI) = ((im[a] + im[b]) * 0.5f, (re[b] - re[a]) * 0.5f);
            var real = evenR + (oddR * _cos[k]) - (oddI * _sin[k]);
            var imaginary = evenI + (oddR * _sin[k]) + (oddI * _cos[k]);
            power[k] = (real * real) + (imaginary * imaginary);
        }
    }

    private static Vector256<float> Gather(ReadOnlySpan<float> samples, int n, int hop) => Vector256.Create(
        samples[n], samples[n + hop], samples[n + (2 * hop)], samples[n + (3 * hop)],
        samples[n + (4 * hop)], samples[n + (5 * hop)], samples[n + (6 * hop)], samples[n + (7 * hop)]);

    /// <summary>Loads eight samples of each of eight frames and swaps rows and columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ReadOnlySpan<float> samples, int hop, Span<Vector256<float>> columns)
    {
        if (!Avx.IsSupported)
        {
            for (var i = 0; i < Frames; i++)
            {
                columns[i] = Gather(samples, i, hop);
            }

            return;
        }

        for (var i = 0; i < Frames; i++)
        {
            columns[i] = Vector256.Create(samples.Slice(i * hop, Frames));
        }

        LaneMatrix.Transpose(columns);
    }
}
