using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using EmotionAI.Audio.Dsp;

namespace EmotionAI.Audio.Features;

/// <summary>Computes log-mel energies as Kaldi does; follows <c>torchaudio.compliance.kaldi.fbank</c> and <c>kaldi_native_fbank</c>.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class KaldiFbank
{
    /// <summary>The least energy that a logarithm is taken of: the distance from 1 to the next float.</summary>
    public const float Floor = 1.1920928955078125e-07f;

    private readonly KaldiFbankOptions _options;
    private readonly MelSpectrum _spectrum;
    private readonly float _energyFloor;

    /// <summary>Prepares window, transform and filters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value of the options is outside its range.</exception>
    public KaldiFbank(KaldiFbankOptions options)
    {
        options.Validate();
        _options = options;
        _energyFloor = options.EnergyFloor > Floor ? (float)options.EnergyFloor : Floor;
        var window = new float[options.FftSize];
        TensorPrimitives.Multiply(WindowOf(options), options.InputScale, window);
        _spectrum = new MelSpectrum(
            window,
            options.HopLength,
            MelBank.Kaldi(options.MelBands, (options.FftSize / 2) + 1, options.SampleRate, options.LowFrequency, options.TopFrequency),
            Floor,
            scale: 1,
            new FrameConditioning(options.WindowLength, options.RemovesMean, options.Preemphasis),
            options.UsesPower);
    }

    public int SampleRate => _options.SampleRate;

    /// <summary>Gets the number of values of a frame.</summary>
    public int FeatureSize => _options.MelBands + (_options.Energy == KaldiEnergy.None ? 0 : 1);

    /// <summary>Gets the number of samples of a frame: fewer give none, unless the ends are reflected.</summary>
    public int WindowLength => _options.WindowLength;

    /// <summary>Gives the number of frames of so many samples.</summary>
    public int FrameCount(int sampleCount)
    {
        var hop = _options.HopLength;
        return !_options.SnipEdges ? (int)((sampleCount + (hop / 2L)) / hop)
            : sampleCount < WindowLength ? 0
            : 1 + ((sampleCount - WindowLength) / hop);
    }

    /// <summary>Gives the number of samples of so many whole frames.</summary>
    public long SamplesOf(int frames) => WindowLength + ((frames - 1L) * _options.HopLength);

    /// <summary>Computes the features.</summary>
    /// <param name="samples">The samples at <see cref="SampleRate"/>, full scale 1, finite.</param>
    /// <param name="features">Receives <c>[frames, features]</c>.</param>
    public void Compute(ReadOnlySpan<float> samples, Span<float> features) => Compute(samples, FrameCount(samples.Length), features);

    /// <summary>Computes the features of the first frames.</summary>
    /// <param name="samples">The samples at <see cref="SampleRate"/>, full scale 1, finite.</param>
    /// <param name="frames">The number of frames, at most <see cref="FrameCount"/>.</param>
    /// <param name="features">Receives <c>[frames, features]</c>.</param>
    public void Compute(ReadOnlySpan<float> samples, int frames, Span<float> features)
    {
        var (scratch, size) = (_spectrum.Rent(), FeatureSize);
        var first = _options.SnipEdges ? 0 : (_options.HopLength / 2) - (WindowLength / 2);
        for (var frame = 0; frame < frames; frame += PowerSpectrum.Frames)
        {
            var start = first + (frame * _options.HopLength);
            var source = _spectrum.Extract(samples, start, scratch, out var edge);
            if (!_options.SnipEdges)
            {
                Reflect(samples, start, edge);
            }

            var bands = _spectrum.Compute(source, scratch, out var energy);
            var count = Math.Min(PowerSpectrum.Frames, frames - frame);
            var rows = features[(frame * size)..];
            FrameRows.Write(bands, count, rows[(_options.Energy == KaldiEnergy.First ? 1 : 0)..], size);
            WriteEnergy(energy, count, rows);
        }

        _spectrum.Return(scratch);
    }

    private void WriteEnergy(Vector256<float> energy, int count, Span<float> rows)
    {
        if (_options.Energy == KaldiEnergy.None)
        {
            return;
        }

        var place = _options.Energy == KaldiEnergy.First ? 0 : _options.MelBands;
        var scaled = energy * (_options.InputScale * _options.InputScale);
        for (var lane = 0; lane < count; lane++)
        {
            rows[(lane * FeatureSize) + place] = MathF.Log(MathF.Max(scaled[lane], _energyFloor));
        }
    }

    /// <summary>Writes what lies before and behind the clip: its own samples, reflected with the outermost one twice.</summary>
    private static void Reflect(ReadOnlySpan<float> samples, int start, Span<float> edge)
    {
        for (var i = 0; i < edge.Length && !samples.IsEmpty; i++)
        {
            var place = (start + i) % (2 * samples.Length);
            place += place < 0 ? 2 * samples.Length : 0;
            edge[i] = samples[place < samples.Length ? place : (2 * samples.Length) - 1 - place];
        }
    }

    private static float[] WindowOf(KaldiFbankOptions options) => options.Window switch
    {
        "povey" => WindowFunctions.Povey(options.WindowLength),
        "hanning" => WindowFunctions.SymmetricHann(options.WindowLength),
        "hamming" => WindowFunctions.SymmetricHamming(options.WindowLength),
        "blackman" => WindowFunctions.Blackman(options.WindowLength),
        "rectangular" => [.. Enumerable.Repeat(1f, options.WindowLength)],
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Window, "The window must be one of the names."),
    };
}
