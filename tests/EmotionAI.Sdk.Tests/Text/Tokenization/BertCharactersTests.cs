using EmotionAI.Text.Tokenization.Normalization;

namespace EmotionAI.Tests.Text.Tokenization;

public sealed class BertCharactersTests
{
    [Theory]
    [InlineData(true, true, true, true)]
    [InlineData(true, true, false, false)]
    [InlineData(true, false, false, true)]
    [InlineData(true, false, true, false)]
    [InlineData(false, false, false, false)]
    [InlineData(false, true, true, true)]
    public void Classes_OfEveryUnit_SayWhatItExpandsTo(bool cleanText, bool handleChineseChars, bool stripAccents, bool lowercase)
    {
        var characters = BertCharacters.For(new BertNormalizerOptions(cleanText, handleChineseChars, stripAccents, lowercase));
        var expansion = new int[BertCharacters.LongestExpansion];
        for (var unit = 0; unit <= char.MaxValue; unit++)
        {
            var count = char.IsSurrogate((char)unit) ? 0 : characters.Expand(unit, expansion);
            var expected = char.IsSurrogate((char)unit) || characters.IsSetApart(unit) ? CharacterClass.Complex
                : count == 0 ? CharacterClass.Dropped
                : count > 1 || expansion[0] > char.MaxValue || characters.CombiningClassOf(expansion[0]) != 0 ? CharacterClass.Complex
                : characters.ClassOf(expansion[0]);

            Assert.True(expected == (CharacterClass)characters.Classes[unit], $"U+{unit:X4} is {(CharacterClass)characters.Classes[unit]}, expected {expected}.");
            Assert.True(expected is not (CharacterClass.Letter or CharacterClass.Punctuation) || characters.Characters[unit] == expansion[0], $"U+{unit:X4}");
        }
    }

    [Fact]
    public void IsPlainEmoji_OfEveryEmoji_SaysWhatItExpandsTo()
    {
        var characters = BertCharacters.For(new BertNormalizerOptions(true, true, true, true));
        var expansion = new int[BertCharacters.LongestExpansion];
        for (var emoji = 0x1F000; emoji <= 0x1FAFF; emoji++)
        {
            var isPlain = characters.Expand(emoji, expansion) == 1 && expansion[0] == emoji && characters.ClassOf(emoji) == CharacterClass.Letter && characters.CombiningClassOf(emoji) == 0;

            Assert.True(isPlain == characters.IsPlainEmoji(emoji), $"U+{emoji:X4}");
        }
    }
}
