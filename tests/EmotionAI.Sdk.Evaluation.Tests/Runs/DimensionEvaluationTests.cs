using System.Text;
using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Tests.Runs;

public sealed class DimensionEvaluationTests : IDisposable
{
    private const double Tolerance = 1e-12;

    private static readonly EmotionLabels Names = new(["arousal", "valence"]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_ColumnsOfValues_StandBesideTheAnswers()
    {
        var data = Read("text,Arousal,speaker,valence\narousal,0.5,a,-1e-1\nnothing,2,b,3\nfail,1,c,1\nvalence,x,d,1\n");

        var evaluated = DimensionEvaluation.Run(new KeywordClassifier(ProblemType.Regression, "valence", "dominance", "arousal"), data, sample => sample.Input);

        Assert.Equal(["valence", "arousal"], evaluated.Dimensions);
        Assert.Equal([-0.1, 0.5, 3, 2], evaluated.Truth.Values.ToArray());
        Assert.Equal([0.25, 0.75, 0.25, 0.25], evaluated.Predicted.Values.ToArray());
        Assert.Equal(["arousal", "nothing"], evaluated.Inputs);
        Assert.Equal(["a", "b"], evaluated.Speakers);
        Assert.Equal([(5, "the column 'Arousal' holds 'x'; a finite number is allowed."), (4, "It failed.")], evaluated.Problems.Select(problem => (problem.Line, problem.Message)));
    }

    [Fact]
    public void Run_ModelOfLabels_IsRefused()
    {
        var data = Read("text,arousal,valence\na,1,2\n");

        Assert.Contains("gives labels", Assert.Throws<EmotionAIException>(() => DimensionEvaluation.Run(new KeywordClassifier(ProblemType.SingleLabel, "arousal"), data, sample => sample.Input)).Message, StringComparison.Ordinal);
        Assert.Contains("has no values for 'keywords'", Assert.Throws<EmotionAIException>(() => DimensionEvaluation.Run(new KeywordClassifier(ProblemType.Regression, "tension"), data, sample => sample.Input)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Interrupted_GoesOnWhereItStopped()
    {
        var data = Read("text,arousal,valence\narousal,1,2\nb,2,3\n");
        var options = new EvaluationOptions { PortionSize = 1, ResumePath = _folder.File("log.jsonl"), ResumeKey = "k" };
        var classifier = new KeywordClassifier(ProblemType.Regression, "arousal", "valence");
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => DimensionEvaluation.Run(classifier, data, sample => sample.Input == "b" ? throw new OperationCanceledException() : sample.Input, options, stop.Token));

        var evaluated = DimensionEvaluation.Run(classifier, data, sample => sample.Input, options);

        Assert.Equal(["arousal", "b"], classifier.Asked);
        Assert.Equal([0.75, 0.25, 0.25, 0.25], evaluated.Predicted.Values.ToArray());
        Assert.False(File.Exists(_folder.File("log.jsonl")));
    }

    [Theory]
    [InlineData("text,mood\na,1\n", "no column for 'dimension'")]
    [InlineData("text,arousal,AROUSAL\na,1,2\n", "several columns for 'arousal' (arousal, AROUSAL)")]
    public void Read_ColumnsThatDoNotTell_AreNamed(string csv, string about) =>
        Assert.Contains(about, Assert.Throws<EmotionAIException>(() => Read(csv)).Message, StringComparison.Ordinal);

    [Fact]
    public void ReadAudio_FolderWithoutTable_SaysWhatIsNeeded()
    {
        _folder.Write("03-01-05-01-02-01-12.wav", "");

        var e = Assert.Throws<EmotionAIException>(() => Dataset.ReadAudio(_folder.Path, new DatasetOptions { DimensionOf = column => column }));

        Assert.Contains("names of files tell labels only", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fingerprint_OtherValues_IsAnother()
    {
        Assert.NotEqual(Read("text,arousal\na,1\n").Fingerprint, Read("text,arousal\na,2\n").Fingerprint);
        Assert.Equal(Read("text,arousal,valence\na,1,2\n").Fingerprint, Read("text,valence,arousal\na,2,1\n").Fingerprint);
    }

    /// <summary>Arousal: variances and covariance 2/3, means 1 apart, 4/7. Valence: covariance -4/3, variances 2/3 and 8/3, means 2 and 4, -8/22.</summary>
    [Fact]
    public void Compute_HandComputed_GivesConcordanceOfEachDimensionAndTheMean()
    {
        var measurement = DimensionMeasurement.Compute(ThreeSamples());

        Assert.Equal(4.0 / 7, measurement.Figures["ccc_arousal"], Tolerance);
        Assert.Equal(-8.0 / 22, measurement.Figures["ccc_valence"], Tolerance);
        Assert.Equal(((4.0 / 7) - (8.0 / 22)) / 2, measurement.MeanConcordance!.Value, Tolerance);
        Assert.Equal(measurement.MeanConcordance!.Value, measurement.Figures["ccc_mean"], Tolerance);
        Assert.Equal(1, measurement.Figures["pearson_arousal"], Tolerance);
        Assert.Equal(-1, measurement.Figures["pearson_valence"], Tolerance);
        Assert.Equal(1, measurement.Figures["rmse_arousal"], Tolerance);
        Assert.Equal(Math.Sqrt((25 + 4 + 1) / 3.0), measurement.Figures["rmse_valence"], Tolerance);
        Assert.Equal(3, measurement.Figures["num_samples"]);
        Assert.Equal(["ccc_mean", "ccc_arousal", "ccc_valence"], measurement.Intervals.Select(interval => interval.Name));
        Assert.All(measurement.Intervals, interval => Assert.Equal(measurement.Figures[interval.Name], interval.Estimate, Tolerance));
    }

    [Fact]
    public void Compute_OneSampleASpeaker_HasNothingToChoose()
    {
        var measurement = DimensionMeasurement.Compute(ThreeSamples(["a", "b", "c"]));

        Assert.All(measurement.Intervals, interval => Assert.Equal((interval.Estimate, interval.Estimate, 0.0), (interval.Lower, interval.Upper, Math.Round(interval.StandardError, 12))));
    }

    [Fact]
    public void Compute_ManySamples_IntervalsHoldTheFigureAndFollowTheSeed()
    {
        var random = new Random(3);
        double[] truth = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())];
        double[] predicted = [.. truth.Select(value => value + (0.4 * (random.NextDouble() - 0.5)))];
        var evaluated = new EvaluatedDimensions(Names, new ScoreMatrix(truth, 2), new ScoreMatrix(predicted, 2));

        var one = DimensionMeasurement.Compute(evaluated, new BootstrapOptions { Resamples = 200 });
        var again = DimensionMeasurement.Compute(evaluated, new BootstrapOptions { Resamples = 200 });

        Assert.All(one.Intervals, interval => Assert.InRange(interval.Estimate, interval.Lower, interval.Upper));
        Assert.All(one.Intervals, interval => Assert.InRange(interval.Upper - interval.Lower, 0.005, 0.2));
        Assert.Equal(one.Intervals.Select(interval => interval.Lower), again.Intervals.Select(interval => interval.Lower));
    }

    [Fact]
    public void Concordance_OfResample_IsThatOfTheSamplesInIt()
    {
        var evaluated = ThreeSamples();

        var found = DimensionMetrics.Concordance(evaluated.Truth, evaluated.Predicted, 1, [0, 0, 2]);

        Assert.Equal(DimensionMetrics.Compute([1, 1, 3], [6, 6, 2]).ConcordanceCorrelation!.Value, found!.Value, Tolerance);
    }

    [Fact]
    public void Compute_Constants_AreUndefinedAndWrittenAsNull()
    {
        var evaluated = new EvaluatedDimensions(Names, new ScoreMatrix((double[])[1, 1, 1, 2], 2), new ScoreMatrix((double[])[1, 1, 1, 2], 2));

        var measurement = DimensionMeasurement.Compute(evaluated, new BootstrapOptions { Resamples = 10 });
        measurement.ToArtefacts().WriteTo(_folder.File("out"));

        Assert.Null(measurement.MeanConcordance);
        Assert.Equal(1, measurement.Figures["ccc_valence"], Tolerance);
        Assert.Contains("\"ccc_arousal\": null", File.ReadAllText(Path.Combine(_folder.File("out"), "metrics_overall.json")), StringComparison.Ordinal);
        Assert.Contains("\"lower\": null", File.ReadAllText(Path.Combine(_folder.File("out"), "metrics_intervals.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void ToArtefacts_Answers_AreWholeLines()
    {
        var measurement = DimensionMeasurement.Compute(ThreeSamples(["a", "b", "c"]));

        var artefacts = measurement.ToArtefacts();
        artefacts.WriteTo(_folder.File("out"));

        Assert.Equal(["labels.json", "metrics_intervals.json", "metrics_overall.json", "predictions.jsonl"], artefacts.FileNames);
        Assert.Equal("""{"speaker":"a","truth":{"arousal":1,"valence":1},"dimensions":{"arousal":2,"valence":6}}""", File.ReadAllLines(Path.Combine(_folder.File("out"), "predictions.jsonl"), Encoding.UTF8)[0]);
    }

    [Fact]
    public void Create_ShapesThatDiffer_AreRefused() =>
        Assert.Throws<ArgumentException>(() => new EvaluatedDimensions(Names, new ScoreMatrix((double[])[1, 2], 2), new ScoreMatrix((double[])[1, 2, 3, 4], 2)));

    private static EvaluatedDimensions ThreeSamples(IReadOnlyList<string>? speakers = null) =>
        new(Names, new ScoreMatrix((double[])[1, 1, 2, 2, 3, 3], 2), new ScoreMatrix((double[])[2, 6, 3, 4, 4, 2], 2)) { Speakers = speakers };

    private Dataset Read(string csv) => Dataset.ReadText(_folder.Write("data.csv", csv), new DatasetOptions
    {
        DimensionOf = column => column.ToLowerInvariant() is "arousal" or "valence" or "tension" ? column.ToLowerInvariant() : null,
    });
}
