using System.Diagnostics;
using EmotionAI.Evaluation;

namespace EmotionAI.Training.Heads;

/// <summary>Estimates what the training of a head takes.</summary>
/// <param name="options">The set-up.</param>
/// <param name="rows">The number of rows of features: samples and their altered copies.</param>
/// <param name="dimensions">The number of features.</param>
/// <param name="outputs">The number of labels.</param>
internal sealed class HeadForecast(HeadOptions options, int rows, int dimensions, int outputs)
{
    /// <summary>The evaluations of the loss for one strength, as counted on EmoDB, RAVDESS and GoEmotions; each strength begins where the one before ended.</summary>
    private const int Evaluations = 40;

    private const int TimedInputs = 5;

    /// <summary>The rows whose evaluation is timed.</summary>
    private const int TimedRows = 256;

    private int Columns => Math.Min(rows, dimensions);

    /// <summary>Times a work on some of many inputs; those that it refuses are left out.</summary>
    /// <returns>The mean of one.</returns>
    /// <exception cref="EmotionAIException">It refuses them all.</exception>
    public static TimeSpan Time<T>(IReadOnlyList<T> inputs, Action<T> work)
    {
        var times = new List<TimeSpan>();
        EmotionAIException? fault = null;
        foreach (var input in Spread(inputs, TimedInputs))
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                work(input);
                times.Add(Stopwatch.GetElapsedTime(start));
            }
            catch (EmotionAIException e)
            {
                fault = e;
            }
        }

        // The first pays for what is compiled and allocated once.
        return times.Count == 0 ? throw fault! : TimeSpan.FromTicks((long)times.Skip(times.Count > 1 ? 1 : 0).Average(time => time.Ticks));
    }

    /// <summary>Takes some of many, from the first to the last.</summary>
    public static IEnumerable<T> Spread<T>(IReadOnlyList<T> all, int count) =>
        Enumerable.Range(0, Math.Min(count, all.Count)).Select(i => all[(int)((long)i * all.Count / Math.Min(count, all.Count))]);

    /// <param name="encodings">How many inputs the encoder reads.</param>
    /// <param name="encoding">The time of one, all threads together.</param>
    public TrainingForecast After(int encodings, TimeSpan encoding) => new()
    {
        Duration = (encodings * encoding) + Fits(),
        MemoryBytes = Environment.WorkingSet + Matrices(),
        Encodings = encodings,
    };

    /// <summary>Times what a fit does over and over, and counts how often it will.</summary>
    private TimeSpan Fits()
    {
        var timed = Math.Min(rows, TimedRows);
        var features = new FeatureMatrix(new float[timed * Columns], Columns);
        var truth = new HeadTruth(LabelMatrix.FromIndices([.. Enumerable.Range(0, timed).Select(row => (IReadOnlyList<int>)[row % outputs])], outputs), ProblemType.SingleLabel, isBalanced: false);
        var objective = new HeadObjective(features, truth, 1, options.ThreadCount);
        var (point, gradient) = (new double[objective.Parameters], new double[objective.Parameters]);
        objective.Evaluate(point, gradient);
        var start = Stopwatch.GetTimestamp();
        objective.Evaluate(point, gradient);
        var evaluation = Stopwatch.GetElapsedTime(start) * ((double)rows / timed);
        var fits = (options.Strengths.Count * options.Folds) + 1 + (options.DrawsLearningCurve ? options.Folds : 0);
        return (evaluation * Evaluations * fits) + Reductions(features);
    }

    /// <summary>Times the products of rows that stand for the features where these are more than rows.</summary>
    private TimeSpan Reductions(FeatureMatrix features)
    {
        if (rows >= dimensions)
        {
            return TimeSpan.Zero;
        }

        var start = Stopwatch.GetTimestamp();
        GramReduction.Of(features, options.ThreadCount);
        var growth = Math.Pow((double)rows / features.Rows, 2) * dimensions / features.Columns;
        return Stopwatch.GetElapsedTime(start) * growth * (options.Folds + 1);
    }

    /// <summary>Counts the features, those of a fold and their scaled copy, and what stands for them.</summary>
    private long Matrices()
    {
        long features = sizeof(float) * (long)rows * dimensions;
        return (3 * features) + (rows < dimensions ? (2 * features) + ((sizeof(double) + sizeof(float)) * (long)rows * rows) : 0);
    }
}
