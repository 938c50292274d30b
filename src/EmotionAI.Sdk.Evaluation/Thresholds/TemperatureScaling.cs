namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Fits the one number that makes the probabilities of a single-label model honest: softmax(logits / temperature). Follows Guo et al., 2017.</summary>
/// <remarks>Safe for concurrent use. The best label never changes. Where only probabilities are known, their logarithms serve as logits.</remarks>
/// <example><code>
/// int[] truth = [.. evaluated.Samples.Select(sample => sample.Truth[0])];
/// var temperature = TemperatureScaling.Fit(truth, evaluated.Logits!);
/// File.WriteAllBytes("inference_config.json", InferenceConfigFile.FormatScoreScale(1 / temperature));
/// </code></example>
public static class TemperatureScaling
{
    /// <summary>The coldest temperature that is tried; a fit that gives it found no optimum.</summary>
    public const double Coldest = 0.01;

    /// <summary>The hottest temperature that is tried; a fit that gives it found no optimum.</summary>
    public const double Hottest = 100;
    private const double Precision = 1e-12;
    private const int MostSteps = 200;

    /// <summary>Finds the temperature of the lowest log loss: Newton's method on its convex slope, kept between bounds.</summary>
    /// <param name="truth">The index of the true label of each sample of the dev data.</param>
    /// <param name="logits">The logits of the dev data, <c>[samples, labels]</c>.</param>
    /// <returns>The temperature, 0.01 to 100.</returns>
    /// <exception cref="ArgumentException">There is no sample, or the lengths differ.</exception>
    public static double Fit(ReadOnlySpan<int> truth, ScoreMatrix logits)
    {
        Check(truth, logits);
        double low = 1 / Hottest, high = 1 / Coldest, inverse = 1;
        if (Slope(truth, logits, low).First >= 0)
        {
            return Hottest;
        }

        if (Slope(truth, logits, high).First <= 0)
        {
            return Coldest;
        }

        for (var step = 0; step < MostSteps && high - low > Precision * low; step++)
        {
            var (first, second) = Slope(truth, logits, inverse);
            if (first == 0)
            {
                break;
            }

            (low, high) = first > 0 ? (low, inverse) : (inverse, high);
            var newton = inverse - (first / second);
            var next = newton > low && newton < high ? newton : (low + high) / 2;
            if (Math.Abs(next - inverse) <= Precision * inverse)
            {
                break;
            }

            inverse = next;
        }

        return 1 / inverse;
    }

    /// <summary>Computes softmax(logits / temperature).</summary>
    /// <param name="logits">The logits, <c>[samples, labels]</c>.</param>
    /// <param name="temperature">The temperature, above 0; 1 changes nothing.</param>
    /// <returns>The probabilities, <c>[samples, labels]</c>.</returns>
    public static ScoreMatrix Apply(ScoreMatrix logits, double temperature)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        var values = new double[logits.Values.Length];
        for (var row = 0; row < logits.Rows; row++)
        {
            Softmax(logits.Row(row), 1 / temperature, values.AsSpan(row * logits.Columns, logits.Columns));
        }

        return new ScoreMatrix(values, logits.Columns);
    }

    /// <summary>Gives the first and second derivative of the mean log loss by the inverse temperature.</summary>
    private static (double First, double Second) Slope(ReadOnlySpan<int> truth, ScoreMatrix logits, double inverse)
    {
        var probabilities = new double[logits.Columns];
        double first = 0, second = 0;
        for (var row = 0; row < truth.Length; row++)
        {
            var sample = logits.Row(row);
            Softmax(sample, inverse, probabilities);
            double mean = 0, variance = 0;
            for (var i = 0; i < sample.Length; i++)
            {
                mean += probabilities[i] * sample[i];
            }

            for (var i = 0; i < sample.Length; i++)
            {
                variance += probabilities[i] * (sample[i] - mean) * (sample[i] - mean);
            }

            first += mean - sample[truth[row]];
            second += variance;
        }

        return (first / truth.Length, second / truth.Length);
    }

    private static void Softmax(ReadOnlySpan<double> logits, double inverse, Span<double> probabilities)
    {
        var largest = double.NegativeInfinity;
        foreach (var logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        double sum = 0;
        for (var i = 0; i < logits.Length; i++)
        {
            probabilities[i] = Math.Exp((logits[i] - largest) * inverse);
            sum += probabilities[i];
        }

        for (var i = 0; i < logits.Length; i++)
        {
            probabilities[i] /= sum;
        }
    }

    private static void Check(ReadOnlySpan<int> truth, ScoreMatrix logits)
    {
        ArgumentNullException.ThrowIfNull(logits);
        if (truth.IsEmpty || truth.Length != logits.Rows || truth.ContainsAnyExceptInRange(0, logits.Columns - 1))
        {
            throw new ArgumentException(Invariant($"There are {truth.Length} true labels for logits of [{logits.Rows}, {logits.Columns}]; one index of a label a sample, and one sample or more, are allowed."), nameof(truth));
        }
    }
}
