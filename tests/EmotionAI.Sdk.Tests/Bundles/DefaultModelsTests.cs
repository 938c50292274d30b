using EmotionAI.Audio;
using EmotionAI.Bundles;

namespace EmotionAI.Tests.Bundles;

public sealed class DefaultModelsTests
{
    private const string Both = "'audio' of EmotionAI.Sdk.Models.Speech and 'audio-open' of EmotionAI.Sdk.Models.Speech.Open";

    [Theory]
    [InlineData("audio", null, "audio")]
    [InlineData("audio-open", null, "audio-open")]
    [InlineData("audio audio-open", "audio", "audio")]
    [InlineData("audio audio-open", "audio-open", "audio-open")]
    public void Find_WhatIsThere_FollowsTheNameThatIsAskedFor(string there, string? name, string expected)
    {
        using var folder = With(there);

        Assert.Equal(folder.File($"emotionai-models/{expected}/checkpoint"), DefaultModels.Audio.Find(name, folder.Path));
    }

    [Fact]
    public void Find_NoPackage_GivesNull()
    {
        using var folder = new TemporaryFolder();

        Assert.Null(DefaultModels.Audio.Find(null, folder.Path));
    }

    [Fact]
    public void Find_TwoPackagesAndNoName_NamesBothAndTheWaysOut()
    {
        using var folder = With("audio audio-open");

        var exception = Assert.Throws<EmotionAIException>(() => DefaultModels.Audio.Find(null, folder.Path));

        Assert.Equal(EmotionErrorCodes.SettingInvalid, exception.Code);
        Assert.Equal($"There are 2 default audio models next to the application: {Both}. Choose one with the option DefaultModel, name a model folder, or remove a package.", exception.Message);
    }

    [Fact]
    public void Find_ANameWhosePackageIsNotReferenced_NamesThePackage()
    {
        using var folder = With("audio");

        var exception = Assert.Throws<EmotionAIException>(() => DefaultModels.Audio.Find("audio-open", folder.Path));

        Assert.Equal(EmotionErrorCodes.ModelNotFound, exception.Code);
        Assert.Contains("dotnet add package EmotionAI.Sdk.Models.Speech.Open", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadDefault_AnUnknownName_SaysWhatIsAllowed()
    {
        var exception = Assert.Throws<EmotionAIException>(() => AudioEmotionClassifier.LoadDefault(new AudioEmotionOptions { DefaultModel = "Speech" }));

        Assert.Equal(EmotionErrorCodes.SettingInvalid, exception.Code);
        Assert.Equal($"The default audio model is 'Speech'; allowed: {Both}.", exception.Message);
    }

    private static TemporaryFolder With(string models)
    {
        var folder = new TemporaryFolder();
        foreach (var model in models.Split(' '))
        {
            Directory.CreateDirectory(folder.File($"emotionai-models/{model}/checkpoint"));
        }

        return folder;
    }
}
