using EmotionAI.Text;
using EmotionAI.Training.Data;
using EmotionAI.Training.Heads;

namespace EmotionAI.Tests.Heads;

public sealed class TextHeadTrainerTests
{
    private static readonly string Encoder = Goldens.Path("models", "text", "model");

    [Fact]
    public void Train_OnFewTexts_WritesAFolderThatAnswersAsTheTrainer()
    {
        using var folder = new TemporaryFolder();
        var data = TextData.GoEmotions(train: 300, dev: 100, test: 100);
        var head = TextHeadTrainer.Train(data, new TextHeadOptions { Encoder = Encoder, Strengths = [0.1, 0.01], Folds = 3 });

        var measured = head.WriteTo(folder.File("trained"));

        using var classifier = TextEmotionClassifier.Load(folder.File("trained/model"));
        Assert.Equal(data.Labels, classifier.Metadata.Labels);
        Assert.Equal(100, measured.Evaluated.Samples.Count);
        Assert.InRange(measured.Micro.F1, 0.3, 1);
        Assert.Equal(28, head.Thresholds.Count);
        Assert.Equal(["eval_test", "model"], Directory.GetDirectories(folder.File("trained")).Select(Path.GetFileName).Order());
        Assert.Equal(["trained"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [SharedFact("data/text/goemotions/train.tsv")]
    public void Train_On2000Rows_ReachesTheMacroF1ThatWasMeasuredBefore()
    {
        using var folder = new TemporaryFolder();
        var data = TextData.WithSplit(TextData.GoEmotions(train: 2_000, dev: 500, test: 0, isWhole: true), DataSplit.Dev, DataSplit.Test);

        var measured = TextHeadTrainer.Train(data, new TextHeadOptions { Encoder = Encoder, Strengths = [0.1, 0.03, 0.01], DrawsLearningCurve = false }).WriteTo(folder.File("trained"));

        // Measured: .422, with thresholds from the folds of the 2,000.
        Assert.InRange(measured.Macro.F1, 0.40, 1);
    }
}
