using EmotionAI.Text;

namespace EmotionAI.Tests.Text;

/// <summary>In bytes, too, an answer does not depend on what is in the same batch.</summary>
public sealed class PrecisionTests : IDisposable
{
    private static readonly string[] Endings = ["!", "?", ".", "😀", "zzzzzzzz", "Mississippi", "\u4f60\u597d", "\U00101234", "0", "---"];

    private readonly TextEmotionClassifier _classifier = TextEmotionClassifier.Load(Goldens.Path("models", "text", "model"), new TextEmotionOptions { Precision = Precision.Int8 });

    public void Dispose() => _classifier.Dispose();

    [Fact]
    public void ClassifyBatch_InBytes_GivesTheScoresOfSingleCalls() =>
        AssertAsAlone([.. _classifier.Classify("").Scores.Select(score => score.Label).SelectMany(label => Endings.Select(ending => $"This {label} is not what I had hoped for {ending}"))]);

    [SharedFact("data/text/goemotions/test.tsv")]
    public void ClassifyBatch_500TextsOfGoEmotionsInBytes_GivesTheScoresOfSingleCalls() =>
        AssertAsAlone([.. File.ReadLines(Shared.Path("data", "text", "goemotions", "test.tsv")).Select(line => line.Split('\t')[0]).Take(500)]);

    private void AssertAsAlone(string[] texts)
    {
        // Where a processor's kernels add in another order for another batch, a value on the edge of two bytes may fall on the other side.
        const float most = 1e-2f;
        const float usual = 1e-5f;
        var batch = _classifier.ClassifyBatch(texts);

        var differences = texts.Select((text, i) => Difference(_classifier.Classify(text), batch[i])).Order().ToArray();

        Assert.InRange(differences[^1], 0, most);
        Assert.InRange(differences[^((texts.Length / 10) + 1)], 0, usual);
    }

    private static float Difference(EmotionPrediction one, EmotionPrediction other) => one.Scores.Max(score => Math.Abs(score.Score - other[score.Label]));
}
