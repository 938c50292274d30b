using System.Diagnostics;
using EmotionAI.Training.Data.Duplicates;
using EmotionAI.Training.Data.Splitting;

namespace EmotionAI.Tests.Data.Duplicates;

public sealed class NearDuplicatesTests
{
    [Theory]
    [InlineData("Thank you SO much!", "thank you so much", true)]
    [InlineData("Don't do that.", "dont do that", true)]
    [InlineData("I really loved this movie with all of its songs and dances", "I really loved this movie with all of its songs and dance", true)]
    [InlineData("I really loved this movie with all of its songs", "I really hated this movie with all of those songs", false)]
    [InlineData("yes", "no", false)]
    [InlineData("😀", "😡", false)]
    [InlineData("thank you very much", "thank you so much", false)]
    public void Join_TwoTexts_AreAlikeOrNot(string first, string second, bool expected)
    {
        var sets = SetsOf([first, second], 0.7);

        Assert.Equal(expected, sets.Find(0) == sets.Find(1));
    }

    /// <summary>The search finds exactly what comparing all pairs finds.</summary>
    [Fact]
    public void Join_RandomTexts_FindsWhatComparingAllPairsFinds()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var similarity = 0.3 + (0.1 * random.Next(7));
            string[] texts = [.. Enumerable.Range(0, 60).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => "abcde"[random.Next(5)])))];

            var sets = SetsOf(texts, similarity);

            var expected = new DisjointSets(texts.Length);
            for (var i = 0; i < texts.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    if (Jaccard(texts[i], texts[j]) >= similarity - 1e-9)
                    {
                        expected.Join(i, j);
                    }
                }
            }

            Assert.Equal(expected.ToLists(), sets.ToLists());
        }
    }

    /// <summary>Texts made to share all their rarest pairs, which would take the square of the time.</summary>
    [Fact]
    public void Join_TextsMadeToCollide_TakesBoundedTime()
    {
        var watch = Stopwatch.StartNew();

        var sets = SetsOf([.. Enumerable.Range(0, 40_000).Select(i => FormattableString.Invariant($"the same words again {i % 200} {i / 200}"))], 0.7);

        Assert.True(sets.ToLists().Count > 0);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{watch.Elapsed}");
    }

    [Theory]
    [InlineData("Hello,  WORLD 42!", "hello world 42")]
    [InlineData("I’m it's", "im its")]
    [InlineData(" !? ", "!?")]
    [InlineData("naïve Ärger", "naïve ärger")]
    [InlineData("", "")]
    public void Of_Text_GivesItsWords(string text, string expected) => Assert.Equal(expected, string.Join(' ', TextWords.Of(text)));

    private static DisjointSets SetsOf(string[] texts, double similarity)
    {
        IReadOnlyList<string>[] words = [.. texts.Select(TextWords.Of)];
        var sets = new DisjointSets(texts.Length);
        sets.JoinEqual([.. words.Select(text => string.Join(' ', text))]);
        new NearDuplicates(similarity).Join(words, sets, CancellationToken.None);
        return sets;
    }

    private static double Jaccard(string first, string second)
    {
        var (a, b) = (Pairs(first), Pairs(second));
        return (double)a.Intersect(b).Count() / a.Union(b).Count();
    }

    private static HashSet<string> Pairs(string text) => [.. $"^ {text} $".Split(' ').Zip($"^ {text} $".Split(' ').Skip(1), (left, right) => $"{left} {right}")];
}
