using EmotionAI.Cli.Output;

namespace EmotionAI.Cli.Tests.Output;

public sealed class ScoreBarTests
{
    [Theory]
    [InlineData(0f, "")]
    [InlineData(1f, "████████████████████████")]
    [InlineData(7f, "████████████████████████")]
    [InlineData(0.5f, "████████████")]
    [InlineData(1f / 24, "█")]
    [InlineData(1f / 192, "▏")]
    [InlineData(191f / 192, "███████████████████████▉")]
    [InlineData(float.NaN, "")]
    public void Draw_Score_FillsItsShare(float score, string expected) => Assert.Equal(expected, ScoreBar.Draw(score, unicode: true));

    [Fact]
    public void Draw_WithoutBlocks_UsesAscii() => Assert.Equal("############", ScoreBar.Draw(0.5f, unicode: false));
}
