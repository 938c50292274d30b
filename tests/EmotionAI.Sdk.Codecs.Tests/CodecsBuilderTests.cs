using EmotionAI.Audio;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionAI.Tests.Codecs;

public sealed class CodecsBuilderTests
{
    private static readonly string Recording = Goldens.Path("golden", "audio", "decode", "ogg", "mono_16k.opus");

    [Fact]
    public void AddCodecs_Container_ClassifiesWhatNobodyElseReads()
    {
        using var services = new ServiceCollection().AddEmotionAI().AddCodecs().AddCodecs().Services.BuildServiceProvider();

        var prediction = services.GetRequiredService<AudioEmotionClassifier>().ClassifyFile(Recording);

        Assert.Equal(AudioCodecs.All, services.GetServices<IAudioDecoder>());
        Assert.False(prediction.IsMock);
        Assert.NotEmpty(prediction.Scores);
    }

    [Fact]
    public void ClassifyFile_WithAndWithoutCodecs_AnswersOrNamesThePackage()
    {
        using var with = AudioEmotionClassifier.LoadDefault(new AudioEmotionOptions { Decoders = [.. AudioCodecs.All] });
        using var without = AudioEmotionClassifier.LoadDefault();

        Assert.NotEmpty(with.ClassifyFile(Recording).Scores);
        var exception = Assert.Throws<EmotionAIException>(() => without.ClassifyFile(Recording));
        Assert.Contains("EmotionAI.Sdk.Codecs", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_List_CannotBeChanged() => Assert.Throws<NotSupportedException>(() => ((IList<IAudioDecoder>)AudioCodecs.All)[0] = null!);
}
