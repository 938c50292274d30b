namespace EmotionAI.Audio.Voice;

/// <summary>Finds the moments at which the periods of a voice begin, between samples: from the middle of each voiced stretch on, the place where the sound is most like one period before or behind, as Praat's <c>To PointProcess (cc)</c> does.</summary>
internal sealed class GlottalPulses
{
    private const double Nearest = 0.8;
    private const double Farthest = 1.25;
    private const double LeastLikeness = 0.3;
    private const double LeastLikenessAtTheEdge = 0.7;
    private const double LeastPeak = 0.01;
    private const double LeastPeakAtTheEdge = 0.023333;

    private readonly double[] _samples;
    private readonly PitchContour _contour;
    private readonly double _loudest;

    private GlottalPulses(double[] samples, PitchContour contour)
    {
        _samples = samples;
        _contour = contour;
        _loudest = samples.Max(sample => Math.Abs(sample));
    }

    /// <summary>Finds the pulses.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="contour">The pitch of the same samples.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The moments, in samples, rising.</returns>
    public static double[] Find(double[] samples, PitchContour contour, CancellationToken cancellationToken)
    {
        var search = new GlottalPulses(samples, contour);
        var pulses = new List<double>();
        for (var frame = 0; frame < contour.Frames.Count; frame++)
        {
            if (contour.Frames[frame].IsVoiced)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var first = frame;
                while (frame + 1 < contour.Frames.Count && contour.Frames[frame + 1].IsVoiced)
                {
                    frame++;
                }

                search.AddStretch(first, frame, pulses);
            }
        }

        return [.. pulses];
    }

    private void AddStretch(int first, int last, List<double> pulses)
    {
        var (left, right) = (_contour.Start + ((first - 0.5) * PitchContour.Hop), _contour.Start + ((last + 0.5) * PitchContour.Hop));
        var middle = _contour.Start + ((first + last) / 2.0 * PitchContour.Hop);
        var frequency = _contour.FrequencyAt(middle);
        if (frequency <= 0)
        {
            return;
        }

        var start = Extremum(middle, Period(frequency));
        var before = Walk(start, -1, left);
        before.Reverse();
        var end = pulses.Count > 0 ? pulses[^1] + (Nearest * Period(frequency)) : double.NegativeInfinity;
        pulses.AddRange(before.Append(start).Where(pulse => pulse > end));
        pulses.AddRange(Walk(start, 1, right));
    }

    /// <summary>Goes from pulse to pulse to the end of a stretch, and one beyond where it is clear.</summary>
    private List<double> Walk(double from, int direction, double end)
    {
        var found = new List<double>();
        var at = from;
        while (_contour.FrequencyAt(at) is > 0 and var frequency)
        {
            var period = Period(frequency);
            if (Next(at, direction, period) is not { } next)
            {
                // One period drops out.
                at += direction * period;
                continue;
            }

            at = next.Place;
            var isBeyond = direction * (at - end) > 0;
            if (next.Likeness > (isBeyond ? LeastLikenessAtTheEdge : LeastLikeness) && next.Peak > _loudest * (isBeyond ? LeastPeakAtTheEdge : LeastPeak))
            {
                found.Add(at);
            }

            if (isBeyond)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>Finds where the sound of a period around a pulse is found again, one period on.</summary>
    /// <returns>The place, the normalised correlation there and the peak of the sound; null where there is no such place.</returns>
    private (double Place, double Likeness, double Peak)? Next(double pulse, int direction, double period)
    {
        var template = (int)Math.Round(pulse - (period / 2));
        var length = (int)Math.Round(pulse + (period / 2)) - template + 1;
        var (near, far) = (direction * Nearest * period, direction * Farthest * period);
        var (lowest, highest) = ((int)Math.Floor(Math.Min(near, far)), (int)Math.Ceiling(Math.Max(near, far)));
        var best = lowest;
        var likeness = double.NegativeInfinity;
        var (before, middle) = (Likeness(template, lowest - 1, length), Likeness(template, lowest, length));
        for (var offset = lowest; offset <= highest; offset++)
        {
            var after = Likeness(template, offset + 1, length);
            if (middle > before && middle >= after && middle > likeness)
            {
                (best, likeness) = (offset, middle);
            }

            (before, middle) = (middle, after);
        }

        if (double.IsNegativeInfinity(likeness))
        {
            return null;
        }

        var between = SincInterpolation.Vertex(Likeness(template, best - 1, length), likeness, Likeness(template, best + 1, length));
        return (pulse + best + between, likeness, PeakOf(template + best, length));
    }

    /// <summary>Correlates two stretches of sound, as far as both are there.</summary>
    private double Likeness(int template, int offset, int length)
    {
        var start = Math.Max(0, Math.Max(-template, -template - offset));
        var end = Math.Min(length, Math.Min(_samples.Length - template, _samples.Length - template - offset));
        var (first, second, product) = (0.0, 0.0, 0.0);
        for (var i = start; i < end; i++)
        {
            var (a, b) = (_samples[template + i], _samples[template + offset + i]);
            first += a * a;
            second += b * b;
            product += a * b;
        }

        return product > 0 ? product / Math.Sqrt(first * second) : 0;
    }

    private double PeakOf(int start, int length)
    {
        var peak = 0.0;
        for (var i = Math.Max(0, start); i < Math.Min(_samples.Length, start + length); i++)
        {
            peak = Math.Max(peak, Math.Abs(_samples[i]));
        }

        return peak;
    }

    private double Extremum(double middle, double period)
    {
        var (start, end) = (Math.Max(1, (int)(middle - (period / 2))), Math.Min(_samples.Length - 2, (int)(middle + (period / 2))));
        var place = start;
        for (var i = start; i <= end; i++)
        {
            place = Math.Abs(_samples[i]) > Math.Abs(_samples[place]) ? i : place;
        }

        return place;
    }

    private static double Period(double frequency) => PitchContour.SampleRate / frequency;
}
