using EmotionAI.Bundles;
using EmotionAI.DependencyInjection;
using EmotionAI.Mocks;
using EmotionAI.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmotionAI.Tests.DependencyInjection;

public sealed class ModelWarningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingLoggerFactory _log = new();

    public ModelWarningTests() => TinyTextModel.Write(_folder.Path, """{"treshold":0.9}""");

    [Fact]
    public void AddEmotionAI_FolderWithAWarning_LogsItOnce()
    {
        using var provider = Provider(options => options.TextModelDirectory = _folder.Path);

        provider.GetRequiredService<IEmotionClassifier<string>>();
        provider.GetRequiredService<TextEmotionClassifier>();

        Assert.Contains("treshold", Assert.Single(_log.Entries, entry => entry.Level == LogLevel.Warning).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FolderWithAWarning_KeepsIt()
    {
        using var classifier = TextEmotionClassifier.Load(_folder.Path);

        Assert.Equal("treshold", Assert.Single(classifier.Warnings).Key);
    }

    [Fact]
    public void Classifier_OptionsChangedLater_KeepsItsOwn()
    {
        var options = new TextEmotionOptions();
        using var classifier = TextEmotionClassifier.Load(_folder.Path, options);

        options.Limits = new EmotionLimits { TextCharacters = 1 };

        Assert.NotNull(classifier.Classify("good"));
    }

    [Fact]
    public void Metadata_ThresholdsAndScores_CannotBeWritten()
    {
        using var classifier = TextEmotionClassifier.Load(_folder.Path);
        var prediction = classifier.Classify("good");

        Assert.Throws<NotSupportedException>(() => ((IList<double>)classifier.Metadata.Thresholds)[0] = 0);
        Assert.Throws<NotSupportedException>(() => ((IList<EmotionScore>)prediction.Scores)[0] = default);
        Assert.Throws<NotSupportedException>(() => ((IList<EmotionScore>)prediction.Labels).Clear());
        Assert.Throws<NotSupportedException>(() => ((IList<float>)prediction.Logits)[0] = 0);
        Assert.Throws<NotSupportedException>(() => ((IList<EmotionAI.Bundles.BundleProblem>)classifier.Warnings).Clear());
    }

    [Fact]
    public void Limits_BoundFromConfiguration_ChangeNoOtherOptions()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Text:Limits:TextCharacters", "3")]).Build();
        var options = new EmotionAIOptions { Text = { Limits = EmotionLimits.Default } };

        configuration.Bind(options);

        Assert.Equal(3, options.Text.Limits.TextCharacters);
        Assert.Equal(1_000_000, EmotionLimits.Default.TextCharacters);
        Assert.Equal(1_000_000, new TextEmotionOptions().Limits.TextCharacters);
    }

    [Fact]
    public void Mock_LimitsGiven_AreCopied()
    {
        var limits = new EmotionLimits { TextCharacters = 10 };
        using var mock = new MockTextEmotionClassifier(limits: limits);

        new ConfigurationBuilder().AddInMemoryCollection([new("TextCharacters", "1")]).Build().Bind(limits);

        Assert.Equal(1, limits.TextCharacters);
        Assert.NotNull(mock.Classify("good"));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _log.Dispose();
    }

    private ServiceProvider Provider(Action<EmotionAIOptions> configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(_log);
        services.AddSingleton(new ModelResolver(_ => null, (_, _) => null));
        services.AddEmotionAI(configure);
        return services.BuildServiceProvider();
    }
}
