namespace EmotionAI.Audio.Voice;

/// <summary>Chooses one candidate for each frame, so that the sum of what speaks for them less what jumps cost is the highest (Viterbi); costs as in Boersma (1993) and Praat.</summary>
internal static class PitchPath
{
    private const double SilenceThreshold = 0.03;
    private const double VoicingThreshold = 0.45;
    private const double OctaveCost = 0.01;
    private const double OctaveJumpCost = 0.35;
    private const double VoicingCost = 0.14;

    /// <param name="frames">The candidates, 10 ms from one frame to the next, for which the costs hold.</param>
    /// <returns>The chosen candidate of each frame; one of frequency 0 where there is no pitch.</returns>
    public static PitchFrame[] Best(IReadOnlyList<PitchCandidates> frames)
    {
        PitchFrame[][] choices = [.. frames.Select(frame => (PitchFrame[])[default, .. frame.Voiced])];
        var steps = new int[frames.Count][];
        double[] sums = [.. choices[0].Select(choice => Worth(frames[0], choice))];
        for (var i = 1; i < choices.Length; i++)
        {
            steps[i] = new int[choices[i].Length];
            var next = new double[choices[i].Length];
            for (var to = 0; to < next.Length; to++)
            {
                var best = 0;
                var highest = double.NegativeInfinity;
                for (var from = 0; from < sums.Length; from++)
                {
                    var sum = sums[from] - Cost(choices[i - 1][from], choices[i][to]);
                    (best, highest) = sum > highest ? (from, sum) : (best, highest);
                }

                steps[i][to] = best;
                next[to] = highest + Worth(frames[i], choices[i][to]);
            }

            sums = next;
        }

        return Walk(choices, steps, sums);
    }

    private static PitchFrame[] Walk(PitchFrame[][] choices, int[][] steps, double[] sums)
    {
        var path = new PitchFrame[choices.Length];
        var place = Array.IndexOf(sums, sums.Max());
        for (var i = choices.Length - 1; i >= 0; i--)
        {
            path[i] = choices[i][place];
            place = i > 0 ? steps[i][place] : 0;
        }

        return path;
    }

    /// <summary>Silence speaks against a pitch, and of a pitch and its subharmonics the highest is taken.</summary>
    private static double Worth(PitchCandidates frame, PitchFrame choice) => choice.IsVoiced
        ? choice.Strength - (OctaveCost * Math.Log2(PitchContour.Ceiling / choice.Frequency))
        : VoicingThreshold + Math.Max(0, 2 - (Math.Min(1, frame.Intensity) / (SilenceThreshold / (1 + VoicingThreshold))));

    private static double Cost(PitchFrame from, PitchFrame to) =>
        from.IsVoiced != to.IsVoiced ? VoicingCost
        : from.IsVoiced ? OctaveJumpCost * Math.Abs(Math.Log2(from.Frequency / to.Frequency))
        : 0;
}
