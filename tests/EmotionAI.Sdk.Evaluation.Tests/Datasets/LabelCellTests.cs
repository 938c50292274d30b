using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Tests.Datasets;

public sealed class LabelCellTests
{
    [Theory]
    [InlineData("[1 3]", "1|3")]
    [InlineData("[ 0 1]", "0|1")]
    [InlineData("[1\n 3]", "1|3")]
    [InlineData("[1. 3.]", "1.|3.")]
    [InlineData("['fear' 'sadness']", "fear|sadness")]
    [InlineData("['fear'\n 'sadness']", "fear|sadness")]
    [InlineData("['joy', 'sadness']", "joy|sadness")]
    [InlineData("[np.str_('joy'), np.str_('sadness')]", "joy|sadness")]
    [InlineData("('joy', 'sadness')", "joy|sadness")]
    [InlineData("['can\\'t say', \"it's, well\"]", "can't say|it's, well")]
    [InlineData("""["happy, sort of","fear"]""", "happy, sort of|fear")]
    [InlineData("['happy, sort of']", "happy, sort of")]
    [InlineData("'happy, sort of'", "happy, sort of")]
    [InlineData("[mild anger, joy]", "mild anger|joy")]
    [InlineData("[mild anger]", "mild anger")]
    [InlineData("'tis sad", "'tis sad")]
    [InlineData("joy; fear | anger", "joy|fear|anger")]
    [InlineData("""[{"label":"joy","score":0.3}]""", "joy")]
    [InlineData("""[{"label":"joy","score":0.7},{"label":"fear","score":0.6},{"label":"anger","score":0.1}]""", "joy|fear")]
    [InlineData("""[[{"label":"joy","score":0.3},{"label":"fear","score":0.45},{"label":"anger","score":0.25}]]""", "fear")]
    [InlineData("""{"label":"joy","score":0.9}""", "joy")]
    [InlineData("[]", "")]
    [InlineData("", "")]
    public void Split_EachWayToWriteLabels_FindsThem(string cell, string expected) => Assert.Equal(expected, string.Join('|', LabelCell.Split(cell)));
}
