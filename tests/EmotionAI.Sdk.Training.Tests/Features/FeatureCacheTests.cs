using EmotionAI.Training.Features;

namespace EmotionAI.Tests.Features;

public sealed class FeatureCacheTests
{
    private static readonly byte[] First = [.. Enumerable.Repeat((byte)1, 32)];
    private static readonly byte[] Second = [.. Enumerable.Repeat((byte)2, 32)];

    [Fact]
    public void Open_OfAnEarlierRun_GivesItsFeatures()
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("cache"));

        using var cache = FeatureCache.Open(folder.File("cache"), "encoder", 3);

        Assert.Equal(2, cache.Found);
        Assert.True(cache.TryGet(Second, out var values));
        Assert.Equal([4, 5, 6], values);
    }

    [Fact]
    public void Open_OfAFileCutOffAnywhere_KeepsWholeRecordsAndGoesOn()
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("cache"));
        var whole = File.ReadAllBytes(folder.File("cache"));
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(folder.File("cut"), whole[..length]);
            int found;
            using (var cache = FeatureCache.Open(folder.File("cut"), "encoder", 3))
            {
                found = cache.Found;
                cache.Add(Second, [7, 8, 9]);
            }

            using var again = FeatureCache.Open(folder.File("cut"), "encoder", 3);
            Assert.Equal(found + 1, again.Found);
            Assert.Equal(found == 0 ? 0 : (length - 32) / ((whole.Length - 32) / 2), found);
        }
    }

    [Fact]
    public void Open_OfAnotherEncoder_BeginsAnew()
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("cache"));

        using var cache = FeatureCache.Open(folder.File("cache"), "another", 3);

        Assert.Equal(0, cache.Found);
    }

    private static void Write(string path)
    {
        using var cache = FeatureCache.Open(path, "encoder", 3);
        cache.Add(First, [1, 2, 3]);
        cache.Add(Second, [4, 5, 6]);
    }
}
