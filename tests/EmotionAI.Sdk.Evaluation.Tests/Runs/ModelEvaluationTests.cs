using EmotionAI.Evaluation.Datasets;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Tests.Runs;

public sealed class ModelEvaluationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_MultiLabel_PutsAnswersBesideTheTruth()
    {
        var data = Read("text,label\njoy and anger,joy\nnothing,\nfear,\"fear,joy\"\n");

        var evaluated = ModelEvaluation.Run(new KeywordClassifier(ProblemType.MultiLabel, "joy", "anger", "fear"), data);

        Assert.Equal([[0], [], [0, 2]], evaluated.Samples.Select(sample => sample.Truth));
        Assert.Equal([[0, 1], [], [2]], evaluated.Samples.Select(sample => sample.Predicted));
        Assert.Equal([0.75f, 0.75f, 0.25f], evaluated.Samples[0].Scores);
        Assert.Equal(3, evaluated.ToMultiLabel().Count);
    }

    [Fact]
    public void Run_Faults_AreListedWithTheirLineAndTheOthersGoOn()
    {
        var data = Read("text,label\njoy,joy\nfail,joy\nanger,rage\nanger,\"joy,anger\"\nanger,anger\n");

        var evaluated = ModelEvaluation.Run(new KeywordClassifier(ProblemType.SingleLabel, "joy", "anger"), data);

        Assert.Equal(["joy", "anger"], evaluated.Samples.Select(sample => sample.Input));
        Assert.Equal([3, 4, 5], evaluated.Problems.Select(problem => problem.Line).Order());
        Assert.Equal([0, 1], evaluated.ToSingleLabel().Predicted.ToArray());
    }

    [Theory]
    [InlineData("text,label\njoy,joy\nanger,rage\n")]
    [InlineData("text,label\njoy,joy\nfail,joy\n")]
    public void Run_Strict_StopsAtTheFault(string csv)
    {
        var options = new EvaluationOptions { IsStrict = true };

        var exception = Assert.Throws<EmotionAIException>(() => ModelEvaluation.Run(new KeywordClassifier(ProblemType.SingleLabel, "joy", "anger"), Read(csv), options));

        Assert.Contains("line 3", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_LabelMappedToNothing_IsLeftOutAndCounted()
    {
        var map = LabelMap.Read(_folder.Write("map.json", """{"boredom": null, "happiness": "joy"}"""));

        var evaluated = ModelEvaluation.Run(new KeywordClassifier(ProblemType.SingleLabel, "joy", "anger"), Read("text,label\na,boredom\nb,happiness\n"), new EvaluationOptions { LabelMap = map });

        Assert.Equal((1, 1, 0), (evaluated.LeftOutCount, evaluated.Samples.Count, evaluated.Problems.Count));
    }

    [Fact]
    public void Run_Decision_ReachesTheClassifierWithEveryProperty()
    {
        var decision = new ClassificationOptions { TopK = 2, Threshold = 0.25, SpeechGate = true };
        Assert.All(typeof(ClassificationOptions).GetProperties(), property => Assert.NotNull(property.GetValue(decision)));
        var classifier = new KeywordClassifier(ProblemType.MultiLabel, "joy", "anger");

        ModelEvaluation.Run(classifier, Read("text,label\na,joy\n"), new EvaluationOptions { Decision = decision });

        Assert.All(typeof(ClassificationOptions).GetProperties(), property => Assert.Equal(property.GetValue(decision), property.GetValue(classifier.LastOptions)));
        Assert.NotSame(decision, classifier.LastOptions);
    }

    [Fact]
    public void Run_NoDecision_SwitchesTheGateOffAndLeavesTheCallersOptions()
    {
        var decision = new ClassificationOptions { TopK = 1 };
        var classifier = new KeywordClassifier(ProblemType.MultiLabel, "joy", "anger");

        ModelEvaluation.Run(classifier, Read("text,label\na,joy\n"), new EvaluationOptions { Decision = decision });

        Assert.Equal((1, false, null), (classifier.LastOptions!.TopK, classifier.LastOptions.SpeechGate, decision.SpeechGate));
    }

    [Fact]
    public void Run_Interrupted_GoesOnWhereItStopped()
    {
        var data = Read("text,label\n" + string.Concat(Enumerable.Range(0, 10).Select(i => $"joy {i},joy\n")));
        var options = new EvaluationOptions { PortionSize = 2, ResumePath = _folder.File("partial.jsonl"), ResumeKey = "run" };
        var first = new KeywordClassifier(ProblemType.MultiLabel, "joy", "anger");
        using var source = new CancellationTokenSource();
        options.Progress = new CancelAfter(6, source);

        Assert.Throws<OperationCanceledException>(() => ModelEvaluation.Run(first, data, options, source.Token));
        File.AppendAllText(options.ResumePath, """{"line":8,"input":"jo""");
        options.Progress = null;
        var second = new KeywordClassifier(ProblemType.MultiLabel, "joy", "anger");
        var resumed = ModelEvaluation.Run(second, data, options);

        Assert.Equal(6, first.Asked.Count);
        Assert.Equal(4, second.Asked.Count);
        Assert.Equivalent(ModelEvaluation.Run(new KeywordClassifier(ProblemType.MultiLabel, "joy", "anger"), data), resumed, strict: true);
        Assert.False(File.Exists(options.ResumePath));
    }

    [Fact]
    public void Run_InterruptedOtherRun_IsNotUsed()
    {
        var data = Read("text,label\njoy,joy\nanger,anger\n");
        var options = new EvaluationOptions { PortionSize = 1, ResumePath = _folder.File("partial.jsonl"), ResumeKey = "one" };
        using var source = new CancellationTokenSource();
        options.Progress = new CancelAfter(1, source);
        Assert.Throws<OperationCanceledException>(() => ModelEvaluation.Run(new KeywordClassifier(ProblemType.MultiLabel, "joy", "anger"), data, options, source.Token));

        var classifier = new KeywordClassifier(ProblemType.MultiLabel, "joy", "anger");
        options.ResumeKey = "two";
        options.Progress = null;
        ModelEvaluation.Run(classifier, data, options);

        Assert.Equal(2, classifier.Asked.Count);
    }

    private Dataset Read(string csv) => TextDataset.Read(_folder.Write("data.csv", csv));

    private sealed class CancelAfter(int count, CancellationTokenSource source) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value >= count)
            {
                source.Cancel();
            }
        }
    }
}
