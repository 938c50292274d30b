namespace EmotionAI.Tests;

public sealed class EmotionLabelsTests
{
    [Fact]
    public void IndexOf_LabelOfTheModel_GivesItsOutput()
    {
        Assert.Equal(17, EmotionLabels.GoEmotions.IndexOf("joy"));
        Assert.Equal("joy", EmotionLabels.GoEmotions[17]);
    }

    [Fact]
    public void IndexOf_UnknownOrOtherCase_GivesMinusOne() => Assert.Equal(-1, EmotionLabels.Ravdess.IndexOf("Happy"));

    [Fact]
    public void Constructor_DuplicateLabel_NamesIt()
    {
        var exception = Assert.Throws<ArgumentException>(() => new EmotionLabels(["joy", "fear", "joy"]));

        Assert.Contains("'joy' occurs at 0 and at 2", exception.Message, StringComparison.Ordinal);
    }
}
