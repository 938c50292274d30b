using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Tests.Datasets;

public sealed class LabelMapTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TryMap_Identity_MatchesByNameAndNamesTheUnknown()
    {
        Assert.True(LabelMap.Identity.TryMap(["surprised", "sad"], EmotionLabels.Ravdess, out var indices, out _));
        Assert.Equal([3, 7], indices);
        Assert.False(LabelMap.Identity.TryMap(["happiness"], EmotionLabels.Ravdess, out _, out var unknown));
        Assert.Equal("happiness", unknown);
    }

    [Fact]
    public void TryMap_Synonyms_MatchesTheWordsOfEmoDb()
    {
        var map = LabelMap.FromTaxonomy(EmotionTaxonomy.Synonyms, EmotionLabels.Ravdess);

        var found = new[] { "anger", "disgust", "fear", "happiness", "sadness", "neutral" }.Select(label => map.TryMap([label], EmotionLabels.Ravdess, out var indices, out _) ? EmotionLabels.Ravdess[indices[0]] : "none");

        Assert.Equal(["angry", "disgust", "fearful", "happy", "sad", "neutral"], found);
        Assert.False(map.TryMap(["boredom"], EmotionLabels.Ravdess, out _, out var unknown));
        Assert.Equal("boredom", unknown);
    }

    [Fact]
    public void TryMap_Ekman_GroupsGoEmotionsOnce()
    {
        EmotionLabels six = new(["anger", "disgust", "fear", "joy", "sadness", "surprise", "neutral"]);
        var map = LabelMap.FromTaxonomy(EmotionTaxonomy.Ekman, six);

        Assert.True(map.TryMap(["gratitude", "love", "grief"], six, out var indices, out _));
        Assert.Equal([3, 4], indices);
        Assert.All(EmotionLabels.GoEmotions, label => Assert.NotNull(EmotionTaxonomy.Ekman.Map(label)));
    }

    [Fact]
    public void Read_File_MapsAndLeavesOut()
    {
        var map = LabelMap.Read(_folder.Write("map.json", """{"happiness": "happy", "boredom": null}"""));

        Assert.True(map.TryMap(["happiness"], EmotionLabels.Ravdess, out var indices, out _));
        Assert.Equal([2], indices);
        Assert.False(map.TryMap(["boredom"], EmotionLabels.Ravdess, out _, out var unknown));
        Assert.Null(unknown);
        Assert.Throws<EmotionAIException>(() => LabelMap.Read(_folder.Write("bad.json", "[1]")));
    }

    [Fact]
    public void MergeOf_File_MergesOnlyWhereTheModelGetsNewNames()
    {
        var data = LabelMap.Read(_folder.Write("data.json", """{"happiness": "happy", "boredom": null}"""));
        var typo = LabelMap.Read(_folder.Write("typo.json", """{"happiness": "hapy"}"""));
        var model = LabelMap.Read(_folder.Write("model.json", """{"happy": "good", "calm": "neutral", "angry": "bad", "sad": "bad", "fearful": "bad", "disgust": null}"""));

        Assert.Null(LabelMap.Identity.MergeOf(EmotionLabels.Ravdess));
        Assert.Null(data.MergeOf(EmotionLabels.Ravdess));
        Assert.Null(typo.MergeOf(EmotionLabels.Ravdess));
        Assert.Null(LabelMap.Ekman(EmotionLabels.Ravdess).MergeOf(EmotionLabels.Ravdess));
        Assert.Equal(["neutral", "neutral", "good", "bad", "bad", "bad", null, "surprised"], EmotionLabels.Ravdess.Select(model.LeavingOut(["x"]).MergeOf(EmotionLabels.Ravdess)!.Map));
    }

    [Fact]
    public void FromTaxonomy_MergedLabels_TakesTheWordsOfAnyCorpus()
    {
        EmotionLabels merged = new(["positive", "negative", "ambiguous", "neutral"]);
        var map = LabelMap.FromTaxonomy(EmotionTaxonomy.Sentiment, merged);

        Assert.True(map.TryMap(["hap", "gratitude", "ang"], merged, out var indices, out _));
        Assert.Equal([0, 1], indices);
        Assert.False(map.TryMap(["boredom"], merged, out _, out var unknown));
        Assert.Equal("boredom", unknown);
    }
}
