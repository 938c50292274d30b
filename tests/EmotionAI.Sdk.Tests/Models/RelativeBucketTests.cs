using EmotionAI.Models.DebertaV2;
using EmotionAI.Models.MPNet;

namespace EmotionAI.Tests.Models;

/// <summary>Checks the buckets of distances where rounding decides.</summary>
public sealed class RelativeBucketTests
{
    private const double SafeDistance = 2e-4;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 7)]
    [InlineData(8, 8)]
    [InlineData(11, 8)]
    [InlineData(12, 9)]
    [InlineData(15, 9)]
    [InlineData(16, 10)]
    [InlineData(31, 11)]
    [InlineData(32, 12)]
    [InlineData(63, 13)]
    [InlineData(64, 14)]
    [InlineData(90, 14)]
    [InlineData(91, 15)]
    [InlineData(100_000, 15)]
    public void MPNetBucket_AtAnEdge_IsExact(int distance, int bucket)
    {
        Assert.Equal(bucket, MPNetArchitecture.Bucket(distance));
        Assert.Equal(distance == 0 ? 0 : bucket + 16, MPNetArchitecture.Bucket(-distance));
    }

    [Theory]
    [InlineData(256, 512)]
    [InlineData(256, 1024)]
    [InlineData(8, 48)]
    public void DebertaBucket_EveryDistance_IsThatOfTheFormulaAndFarFromAnEdge(int buckets, int largest)
    {
        var middle = buckets / 2;
        for (var distance = 0; distance < 2 * largest; distance++)
        {
            var exact = distance <= middle ? distance : (Math.Log((double)distance / middle) / Math.Log((largest - 1.0) / middle) * (middle - 1)) + middle;

            var bucket = DebertaV2Encoder.Bucket(distance, buckets, largest);

            // At the largest distance itself the quotient is 1, exactly.
            Assert.True(distance <= middle || distance == largest - 1 || Math.Abs(exact - Math.Round(exact)) > SafeDistance, $"{distance} lies at an edge: {exact:R}");
            Assert.Equal((int)Math.Ceiling(exact - 1e-9), bucket);
            Assert.Equal(-bucket, DebertaV2Encoder.Bucket(-distance, buckets, largest));
            Assert.True(distance == 0 || bucket >= DebertaV2Encoder.Bucket(distance - 1, buckets, largest));
        }
    }
}
