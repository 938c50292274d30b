using System.Numerics.Tensors;

namespace EmotionAI.Audio.Voice;

/// <summary>Follows the pitch of a voice: the autocorrelation method of Boersma (1993), with the defaults of Praat's <c>To Pitch (ac)</c>.</summary>
/// <remarks>The autocorrelation of each frame is divided by that of the window, its peaks between samples are the candidates, and the best path through them is taken.</remarks>
internal sealed class PitchContour
{
    /// <summary>Three of the longest periods at 16 kHz: 40 ms.</summary>
    public const int WindowLength = 3 * SampleRate / Floor;

    /// <summary>10 ms.</summary>
    public const int Hop = 160;

    /// <summary>The lowest pitch, in Hz.</summary>
    public const int Floor = 75;

    /// <summary>The highest pitch, in Hz.</summary>
    public const int Ceiling = 600;

    /// <summary>The sample rate, in Hz.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Interpolation of the longest lag looks further than that lag.</summary>
    private const int Lags = WindowLength / 2;
    private const int LongestLag = (SampleRate / Floor) + 1;
    private const int MostCandidates = 14;
    private const double VoicingThreshold = 0.45;
    private const double OctaveCost = 0.01;

    private PitchContour(IReadOnlyList<PitchFrame> frames, int start)
    {
        Frames = frames;
        Start = start;
    }

    /// <summary>Gets the frames, 10 ms each.</summary>
    public IReadOnlyList<PitchFrame> Frames { get; }

    /// <summary>Gets the sample in the middle of the first frame.</summary>
    public int Start { get; }

    /// <summary>Follows the pitch.</summary>
    /// <param name="samples">The samples at 16 kHz without offset, <see cref="WindowLength"/> or more.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public static PitchContour Of(double[] samples, CancellationToken cancellationToken)
    {
        var count = 1 + ((samples.Length - WindowLength) / Hop);
        var first = (samples.Length - WindowLength - ((count - 1) * Hop)) / 2;
        var loudest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(samples));
        var window = HannWindow();
        var windowCorrelation = Correlate(window, new double[Lags]);
        var (frame, correlation) = (new double[WindowLength], new double[Lags]);
        var candidates = new List<PitchCandidates>(count);
        for (var i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = samples.AsSpan(first + (i * Hop), WindowLength);
            var intensity = Cut(part, frame) / loudest;
            TensorPrimitives.Multiply(frame, window, frame);
            Correlate(frame, correlation);
            TensorPrimitives.Divide(correlation, windowCorrelation, correlation);
            candidates.Add(new PitchCandidates(intensity, Find(correlation)));
        }

        return new PitchContour(PitchPath.Best(candidates), first + (WindowLength / 2));
    }

    /// <summary>Gives the pitch at a time, between frames a mean of both; 0 where the nearest frame has none.</summary>
    /// <param name="sample">The time, in samples.</param>
    public double FrequencyAt(double sample)
    {
        var place = (sample - Start) / Hop;
        var nearest = (int)Math.Round(place);
        if (nearest < 0 || nearest >= Frames.Count || !Frames[nearest].IsVoiced)
        {
            return 0;
        }

        var other = Math.Clamp(place > nearest ? nearest + 1 : nearest - 1, 0, Frames.Count - 1);
        var share = Math.Abs(place - nearest);
        return Frames[other].IsVoiced ? ((1 - share) * Frames[nearest].Frequency) + (share * Frames[other].Frequency) : Frames[nearest].Frequency;
    }

    /// <summary>Copies a frame without the mean of its middle, two of the longest periods.</summary>
    /// <returns>The highest magnitude within half a period of the middle.</returns>
    private static double Cut(ReadOnlySpan<double> part, Span<double> frame)
    {
        const int Half = WindowLength / 2;
        var middle = part[(Half - LongestLag)..(Half + LongestLag)];
        TensorPrimitives.Subtract(part, TensorPrimitives.Sum(middle) / middle.Length, frame);
        return Math.Abs(TensorPrimitives.MaxMagnitude<double>(frame[(Half - (LongestLag / 2))..(Half + (LongestLag / 2))]));
    }

    /// <summary>Computes the autocorrelation over that at lag 0.</summary>
    private static double[] Correlate(ReadOnlySpan<double> frame, double[] correlation)
    {
        var energy = TensorPrimitives.SumOfSquares(frame);
        for (var lag = 0; lag < correlation.Length; lag++)
        {
            correlation[lag] = energy > 0 ? TensorPrimitives.Dot(frame[..^lag], frame[lag..]) / energy : 0;
        }

        return correlation;
    }

    /// <summary>Finds the peaks of an autocorrelation, the best ones first where there are many.</summary>
    private static PitchFrame[] Find(double[] correlation)
    {
        var found = new List<PitchFrame>();
        for (var lag = 2; lag <= LongestLag; lag++)
        {
            if (correlation[lag] > 0.5 * VoicingThreshold && correlation[lag] > correlation[lag - 1] && correlation[lag] >= correlation[lag + 1])
            {
                var (place, height) = SincInterpolation.Peak(correlation, lag);
                var frequency = SampleRate / place;
                if (frequency is >= Floor and <= Ceiling && height > 0)
                {
                    // What interpolation puts above 1 is as far below it.
                    found.Add(new PitchFrame(frequency, height > 1 ? 1 / height : height));
                }
            }
        }

        return found.Count <= MostCandidates ? [.. found] : [.. found.OrderByDescending(candidate => candidate.Strength - (OctaveCost * Math.Log2(Ceiling / candidate.Frequency))).Take(MostCandidates)];
    }

    private static double[] HannWindow() =>
        [.. Enumerable.Range(0, WindowLength).Select(i => 0.5 - (0.5 * Math.Cos(Math.Tau * (i + 1) / (WindowLength + 1))))];
}
