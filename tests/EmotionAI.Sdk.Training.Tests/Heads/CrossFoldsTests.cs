using EmotionAI.Training.Heads;

namespace EmotionAI.Tests.Heads;

public sealed class CrossFoldsTests
{
    [Fact]
    public void Deal_OfGroups_KeepsEachInOneFold()
    {
        int[] classes = [.. Enumerable.Range(0, 200).Select(i => i % 7)];
        string[] speakers = [.. Enumerable.Range(0, 200).Select(i => $"speaker {i % 11}")];

        var folds = CrossFolds.Deal(classes, speakers, 5, seed: 1);

        Assert.Equal([0, 1, 2, 3, 4], folds.Distinct().Order());
        Assert.All(folds.Zip(speakers).GroupBy(pair => pair.Second), speaker => Assert.Single(speaker.Select(pair => pair.First).Distinct()));
    }

    [Fact]
    public void Deal_OfSingleSamples_EvensOutTheClasses()
    {
        int[] classes = [.. Enumerable.Repeat(0, 100), .. Enumerable.Repeat(1, 15), .. Enumerable.Repeat(2, 5)];

        var folds = CrossFolds.Deal(classes, null, 5, seed: 3);

        Assert.All(Enumerable.Range(0, 5), fold =>
        {
            Assert.Equal(20, folds.Where((other, row) => classes[row] == 0 && other == fold).Count());
            Assert.Equal(3, folds.Where((other, row) => classes[row] == 1 && other == fold).Count());
            Assert.Single(folds.Where((other, row) => classes[row] == 2 && other == fold));
        });
    }

    [Fact]
    public void Deal_WithOtherSeed_DealsOtherwiseAndWithTheSameAlike()
    {
        int[] classes = [.. Enumerable.Range(0, 60).Select(i => i % 3)];

        Assert.Equal(CrossFolds.Deal(classes, null, 5, seed: 1), CrossFolds.Deal(classes, null, 5, seed: 1));
        Assert.NotEqual(CrossFolds.Deal(classes, null, 5, seed: 1), CrossFolds.Deal(classes, null, 5, seed: 2));
    }

    [Fact]
    public void Deal_OfFewerGroupsThanFolds_MakesAFoldOfEach() =>
        Assert.Equal(2, CrossFolds.Deal([0, 1, 0, 1], ["a", "a", "b", "b"], 5, seed: 1).Distinct().Count());
}
