using EmotionAI.Training.Features;
using EmotionAI.Training.Heads;

namespace EmotionAI.Tests.Heads;

public sealed class ForecastTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Forecast_OfClipsAndCopies_CountsEncodingsTimeAndMemory()
    {
        var (data, options) = (SpeechData.EmoDb(), Speech());
        var plain = SpeechHeadTrainer.Forecast(data, options);
        options.Augmentation = new SpeechAugmentation { Copies = 99 };

        var augmented = SpeechHeadTrainer.Forecast(data, options);

        Assert.Equal(32, plain.Encodings);
        Assert.Equal(3_200, augmented.Encodings);
        Assert.True(plain.Duration > TimeSpan.Zero);
        Assert.True(augmented.Duration > 10 * plain.Duration, $"{plain.Duration} without copies, {augmented.Duration} with 99");

        // 3,200 rows of 4,096 floats, and those that stand for them, are above 100 MB.
        Assert.True(augmented.MemoryBytes - plain.MemoryBytes > 100_000_000, $"{plain.MemoryBytes} bytes without copies, {augmented.MemoryBytes} with 99");
    }

    [Fact]
    public void Forecast_OfClipsOfWhichSomeCannotBeRead_TimesTheOthers()
    {
        var broken = _folder.Write("broken.wav", "no sound");
        var data = SpeechData.EmoDb(sample => sample.Id.StartsWith("03", StringComparison.Ordinal) ? sample with { Input = broken } : sample);

        Assert.True(SpeechHeadTrainer.Forecast(data, Speech()).Duration > TimeSpan.Zero);
    }

    [Fact]
    public void Forecast_OfClipsThatCannotBeRead_SaysWhy()
    {
        var data = SpeechData.EmoDb(sample => sample with { Input = _folder.File(sample.Id) });

        Assert.Equal(EmotionErrorCodes.FileMissing, Assert.Throws<EmotionAIException>(() => SpeechHeadTrainer.Forecast(data, Speech())).Code);
    }

    [Fact]
    public void Forecast_OfTexts_GrowsWithThem()
    {
        var options = new TextHeadOptions { Encoder = Goldens.Path("models", "text", "model") };

        var few = TextHeadTrainer.Forecast(TextData.GoEmotions(train: 20, dev: 10, test: 5), options);
        var many = TextHeadTrainer.Forecast(TextData.GoEmotions(train: 600, dev: 200, test: 5), options);

        Assert.Equal(30, few.Encodings);
        Assert.Equal(800, many.Encodings);
        Assert.True(many.Duration > few.Duration, $"{few.Duration} for 30 texts, {many.Duration} for 800");
    }

    [Fact]
    public void Forecast_OfTheOtherSense_NamesTheOtherTrainer()
    {
        Assert.Contains(nameof(TextHeadTrainer), Assert.Throws<EmotionAIException>(() => SpeechHeadTrainer.Forecast(TextData.GoEmotions(10, 0, 0), Speech())).Message, StringComparison.Ordinal);
        Assert.Contains(nameof(SpeechHeadTrainer), Assert.Throws<EmotionAIException>(() => TextHeadTrainer.Forecast(SpeechData.EmoDb())).Message, StringComparison.Ordinal);
    }

    private static SpeechHeadOptions Speech() => new() { Encoder = Goldens.Path("models", "audio", "checkpoint"), Strengths = [0.1], Folds = 2 };
}
