using EmotionAI.Bundles;
using EmotionAI.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmotionAI.Tests.DependencyInjection;

public sealed class ConfigurationTests
{
    public static TheoryData<string, string, string> Faults => new()
    {
        { "TextModelDirectry", "x", "TextModelDirectry" },
        { "Text:Treads", "1", "Treads" },
        { "Text:Threads", "many", "EmotionAI:Text:Threads" },
        { "TextClassifiers:tweets:Folder", "x", "Folder" },
        { "Audio:Limits:AudioDuration", "long", "EmotionAI:Audio:Limits:AudioDuration" },
    };

    [Fact]
    public void AddEmotionAI_Section_SetsEveryOption()
    {
        var options = Options(
            ("TextModelDirectory", "text"), ("AudioModelDirectory", "audio"), ("UseMockModels", "false"),
            ("Text:Threads", "2"), ("Text:BatchSize", "8"), ("Text:Limits:TextCharacters", "100"),
            ("Audio:Threads", "3"), ("Audio:SpeechGate", "false"), ("Audio:Limits:AudioDuration", "00:01:00"),
            ("TextClassifiers:tweets:ModelDirectory", "tweets"), ("TextClassifiers:tweets:BatchSize", "4"),
            ("AudioClassifiers:calls:ModelDirectory", "calls"), ("AudioClassifiers:calls:SpeechGate", "false"));

        Assert.Equal(("text", "audio", false), (options.TextModelDirectory, options.AudioModelDirectory, options.UseMockModels));
        Assert.Equal((2, 8, 100), (options.Text.Threads, options.Text.BatchSize, options.Text.Limits.TextCharacters));
        Assert.Equal((3, false, TimeSpan.FromMinutes(1)), (options.Audio.Threads, options.Audio.SpeechGate, options.Audio.Limits.AudioDuration));
        Assert.Equal(("tweets", 4), (options.TextClassifiers["tweets"].ModelDirectory, options.TextClassifiers["tweets"].BatchSize));
        Assert.Equal(("calls", false), (options.AudioClassifiers["calls"].ModelDirectory, options.AudioClassifiers["calls"].SpeechGate));
        Assert.Equal(1_000_000, EmotionLimits.Default.TextCharacters);
    }

    [Fact]
    public void AddEmotionAI_EveryProperty_CanBeSetFromConfiguration()
    {
        foreach (var property in typeof(EmotionLimits).GetProperties().Where(property => !property.GetMethod!.IsStatic))
        {
            var value = property.PropertyType == typeof(TimeSpan) ? "00:00:07" : "7";

            var limits = Options(($"Text:Limits:{property.Name}", value)).Text.Limits;

            Assert.Equal(property.PropertyType == typeof(TimeSpan) ? TimeSpan.FromSeconds(7) : (object)7, property.GetValue(limits));
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void AddEmotionAI_KeyOrValueNotKnown_IsAnErrorThatNamesIt(string key, string value, string named)
    {
        var exception = Assert.Throws<EmotionAIException>(() => Options((key, value)));

        Assert.Equal(EmotionErrorCodes.SettingInvalid, exception.Code);
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddEmotionAI_WholeConfiguration_ReadsItsSection()
    {
        var configuration = Configuration(("EmotionAI:TextModelDirectory", "text"), ("Logging:Level", "x"));

        Assert.Equal("text", Options(services => services.AddEmotionAI(configuration)).TextModelDirectory);
    }

    [Fact]
    public void AddEmotionAI_FolderFromConfiguration_IsNamedByItsKey()
    {
        var configuration = Configuration(("EmotionAI:TextModelDirectory", "not-there"), ("EmotionAI:AudioClassifiers:calls:ModelDirectory", "nor-there"), ("Tweets:ModelDirectory", "never-there"));
        using var provider = Provider(services => services.AddEmotionAI(configuration.GetSection("EmotionAI")).AddTextClassifier("tweets", configuration.GetSection("Tweets")));

        Assert.Contains("EmotionAI:TextModelDirectory", Assert.Throws<EmotionAIException>(provider.GetRequiredService<IEmotionClassifier<string>>).Message, StringComparison.Ordinal);
        Assert.Contains("EmotionAI:AudioClassifiers:calls:ModelDirectory", Assert.Throws<EmotionAIException>(() => provider.GetRequiredKeyedService<IEmotionClassifier<AudioClip>>("calls")).Message, StringComparison.Ordinal);
        Assert.Contains("Tweets:ModelDirectory", Assert.Throws<EmotionAIException>(() => provider.GetRequiredKeyedService<IEmotionClassifier<string>>("tweets")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddEmotionAI_CodeAfterConfiguration_Wins()
    {
        var configuration = Configuration(("EmotionAI:TextModelDirectory", "text"), ("EmotionAI:TextClassifiers:tweets:BatchSize", "4"));

        var options = Options(services => services.AddEmotionAI(configuration).AddTextClassifier("tweets", "folder").Services.AddEmotionAI(options => options.TextModelDirectory = "other"));

        Assert.Equal(("other", "folder", 4), (options.TextModelDirectory, options.TextClassifiers["tweets"].ModelDirectory, options.TextClassifiers["tweets"].BatchSize));
    }

    [Fact]
    public void AddEmotionAI_KeyedOptionsOutOfRange_AreReportedWithTheirKey()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Options(("TextClassifiers:tweets:BatchSize", "0"), ("AudioClassifiers:calls:Threads", "0")));

        Assert.Collection(
            exception.Failures,
            failure => Assert.Contains("TextClassifiers:tweets", failure, StringComparison.Ordinal),
            failure => Assert.Contains("AudioClassifiers:calls", failure, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_BundleReadBefore_TellsWhatItIsFor()
    {
        Assert.Equal(ModelModality.Text, ModelBundle.Load(Goldens.Path("models", "text", "model")).Modality);
        Assert.Equal(ModelModality.Audio, ModelBundle.Load(Goldens.Path("models", "audio", "checkpoint")).Modality);
    }

    private static EmotionAIOptions Options(params (string Key, string Value)[] settings)
    {
        var configuration = Configuration([.. settings.Select(setting => ("EmotionAI:" + setting.Key, setting.Value))]);
        return Options(services => services.AddEmotionAI(configuration.GetSection("EmotionAI")));
    }

    private static EmotionAIOptions Options(Action<IServiceCollection> add)
    {
        using var provider = Provider(add);
        return provider.GetRequiredService<IOptions<EmotionAIOptions>>().Value;
    }

    private static ServiceProvider Provider(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        services.AddSingleton(new ModelResolver(_ => null, (_, _) => null));
        add(services);
        return services.BuildServiceProvider();
    }

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
}
