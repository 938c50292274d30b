using EmotionAI.Evaluation.Bootstrap;

namespace EmotionAI.Tests.Bootstrap;

public sealed class XoshiroTests
{
    [Fact]
    public void Next_ReferenceState_GivesTheNumbersOfTheReferenceCode()
    {
        var random = new Xoshiro256StarStar(1, 2, 3, 4);

        ulong[] numbers = [random.Next(), random.Next(), random.Next(), random.Next()];

        Assert.Equal([11520, 0, 1509978240, 1215971899390074240], numbers);
    }

    [Fact]
    public void SplitMix_ReferenceSeed_GivesTheNumbersOfTheReferenceCode()
    {
        ulong state = 1234567;

        ulong[] numbers = [Xoshiro256StarStar.SplitMix(ref state), Xoshiro256StarStar.SplitMix(ref state), Xoshiro256StarStar.SplitMix(ref state)];

        Assert.Equal([6457827717110365317, 3203168211198807973, 9817491932198370423], numbers);
    }

    [Fact]
    public void Next_OtherSeedOrStream_GivesOtherNumbers()
    {
        var numbers = new[] { new Xoshiro256StarStar(1), new Xoshiro256StarStar(2), new Xoshiro256StarStar(1, 1), new Xoshiro256StarStar(1, 2) }.Select(random => random.Next());

        Assert.Equal(4, numbers.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void Next_Bound_IsEvenlySpread(int bound)
    {
        var random = new Xoshiro256StarStar(5);
        var counts = new int[bound];

        for (var i = 0; i < 10_000 * bound; i++)
        {
            counts[random.Next(bound)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }

    [Fact]
    public void Shuffle_Values_KeepsThemAll()
    {
        int[] values = [.. Enumerable.Range(0, 100)];

        new Xoshiro256StarStar(1).Shuffle(values);

        Assert.NotEqual(Enumerable.Range(0, 100), values);
        Assert.Equal(Enumerable.Range(0, 100), values.Order());
    }
}
