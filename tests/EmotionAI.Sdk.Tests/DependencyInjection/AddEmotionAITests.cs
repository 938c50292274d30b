using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Mocks;
using EmotionAI.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmotionAI.Tests.DependencyInjection;

public sealed class AddEmotionAITests : IDisposable
{
    private readonly RecordingLoggerFactory _log = new();

    [Fact]
    public void AddEmotionAI_NothingConfigured_ServesMocksWithAWarningForEach()
    {
        using var provider = Provider(services => services.AddEmotionAI());

        var text = provider.GetRequiredService<IEmotionClassifier<string>>();
        var audio = provider.GetRequiredService<IEmotionClassifier<AudioClip>>();

        Assert.IsType<MockTextEmotionClassifier>(text);
        Assert.IsType<MockAudioEmotionClassifier>(audio);
        Assert.All(_log.Entries, entry => Assert.Equal(LogLevel.Warning, entry.Level));
        Assert.Collection(
            _log.Entries,
            entry => Assert.Contains("TEXT_MODEL_DIR", entry.Message, StringComparison.Ordinal),
            entry => Assert.Contains("AUDIO_MODEL_DIR", entry.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void AddEmotionAI_NotAskedFor_LoadsNothing()
    {
        using var provider = Provider(services => services.AddEmotionAI(options =>
        {
            options.TextModelDirectory = "not-there";
            options.AudioModelDirectory = Goldens.Path("models", "audio", "checkpoint");
        }));

        Assert.IsType<AudioEmotionClassifier>(provider.GetRequiredService<IEmotionClassifier<AudioClip>>());
    }

    [Fact]
    public void AddEmotionAI_OneSenseConfigured_TheOtherIsAnErrorWithTheWaysOut()
    {
        using var provider = Provider(services => services.AddEmotionAI(options => options.TextModelDirectory = Goldens.Path("models", "text", "model")));

        var exception = Assert.Throws<EmotionAIException>(provider.GetRequiredService<IEmotionClassifier<AudioClip>>);

        Assert.Equal(EmotionErrorCodes.ModelNotFound, exception.Code);
        Assert.All((string[])["AudioModelDirectory", "AUDIO_MODEL_DIR", "dotnet add package EmotionAI.Sdk.Models.Speech", "USE_MOCK_MODELS=true"], way => Assert.Contains(way, exception.Message, StringComparison.Ordinal));
        Assert.False(provider.GetRequiredService<IEmotionClassifier<string>>().Metadata.IsMock);
    }

    [Fact]
    public void AddTextEmotionAI_Alone_ServesTextOnly()
    {
        using var provider = Provider(services => services.AddTextEmotionAI());

        Assert.True(provider.GetRequiredService<IEmotionClassifier<string>>().Metadata.IsMock);
        Assert.Null(provider.GetService<IEmotionClassifier<AudioClip>>());
    }

    [Fact]
    public void AddAudioEmotionAI_Alone_ServesSpeechOnly()
    {
        using var provider = Provider(services => services.AddAudioEmotionAI(), name => name == "TEXT_MODEL_DIR" ? "text" : null);

        Assert.True(provider.GetRequiredService<IEmotionClassifier<AudioClip>>().Metadata.IsMock);
        Assert.Null(provider.GetService<IEmotionClassifier<string>>());
    }

    [Fact]
    public void AddEmotionAI_ManyThreads_MakeOneClassifier()
    {
        using var provider = Provider(services => services.AddEmotionAI());
        var classifiers = new IEmotionClassifier<string>[64];

        Parallel.For(0, classifiers.Length, i => classifiers[i] = provider.GetRequiredService<IEmotionClassifier<string>>());

        Assert.Single(classifiers.Distinct());
        Assert.Single(_log.Entries);
    }

    [Fact]
    public void AddEmotionAI_ContainerDisposed_DisposesTheClassifier()
    {
        var provider = Provider(services => services.AddEmotionAI());
        var classifier = provider.GetRequiredService<IEmotionClassifier<string>>();

        provider.Dispose();

        Assert.Throws<ObjectDisposedException>(() => classifier.Classify("x"));
    }

    [Theory]
    [InlineData("TEXT_MODEL_DIR")]
    [InlineData(null)]
    public void AddEmotionAI_FolderMissing_IsAnErrorNamingIt(string? variable)
    {
        using var provider = Provider(
            services => services.AddEmotionAI(options => options.TextModelDirectory = variable is null ? "not-there" : null),
            name => name == variable ? "not-there" : null);

        var exception = Assert.Throws<EmotionAIException>(provider.GetRequiredService<IEmotionClassifier<string>>);

        Assert.Equal(EmotionErrorCodes.FileMissing, exception.Code);
        Assert.Contains("'not-there'", exception.Message, StringComparison.Ordinal);
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public void AddEmotionAI_FolderBroken_IsAnErrorWithAllProblems()
    {
        using var folder = new TemporaryFolder();
        using var provider = Provider(services => services.AddEmotionAI(options => options.AudioModelDirectory = folder.Path));

        Assert.NotEmpty(Assert.Throws<ModelBundleException>(provider.GetRequiredService<IEmotionClassifier<AudioClip>>).Problems);
    }

    [Fact]
    public void AddEmotionAI_MocksAskedForInCode_WinOverEverything()
    {
        using var provider = Provider(
            services => services.AddEmotionAI(options =>
            {
                options.TextModelDirectory = "not-there";
                options.UseMockModels = true;
            }).AddTextClassifier("tweets", "not-there-either"),
            _ => "not-there");

        Assert.IsType<MockTextEmotionClassifier>(provider.GetRequiredService<IEmotionClassifier<string>>());
        Assert.IsType<MockTextEmotionClassifier>(provider.GetRequiredKeyedService<IEmotionClassifier<string>>("tweets"));
        Assert.Equal(2, _log.Entries.Count);
    }

    [Fact]
    public void AddTextClassifier_FolderMissing_IsAnErrorAlthoughTheEnvironmentAsksForMocks()
    {
        using var provider = Provider(
            services => services.AddEmotionAI().AddTextClassifier("tweets", "not-there").AddAudioClassifier("calls", "nor-there"),
            name => name == "USE_MOCK_MODELS" ? "true" : null);

        Assert.IsType<MockTextEmotionClassifier>(provider.GetRequiredService<IEmotionClassifier<string>>());
        Assert.Contains("'not-there'", Assert.Throws<EmotionAIException>(() => provider.GetRequiredKeyedService<IEmotionClassifier<string>>("tweets")).Message, StringComparison.Ordinal);
        Assert.Contains("'nor-there'", Assert.Throws<EmotionAIException>(() => provider.GetRequiredKeyedService<IEmotionClassifier<AudioClip>>("calls")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GetKeyedService_KeyThatWasNotAdded_NamesItAndThoseThatWere()
    {
        using var provider = Provider(services => services.AddEmotionAI().AddTextClassifier("tweets", "not-there").AddTextClassifier(DayOfWeek.Friday, "nor-there"));

        var text = Assert.Throws<EmotionAIException>(() => provider.GetRequiredKeyedService<IEmotionClassifier<string>>("tweet"));
        var audio = Assert.Throws<EmotionAIException>(() => provider.GetRequiredKeyedService<IEmotionClassifier<AudioClip>>("tweets"));

        Assert.Equal(EmotionErrorCodes.ModelNotFound, text.Code);
        Assert.Contains("under the key 'tweet'; the keys are 'Friday', 'tweets'", text.Message, StringComparison.Ordinal);
        Assert.Contains("under the key 'tweets'; there are none", audio.Message, StringComparison.Ordinal);
        Assert.Contains("'nor-there'", Assert.Throws<EmotionAIException>(() => provider.GetRequiredKeyedService<IEmotionClassifier<string>>(DayOfWeek.Friday)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddTextClassifier_OptionsOfItsOwn_HoldForItOnly()
    {
        using var provider = Provider(services => services.AddEmotionAI(options => options.UseMockModels = true)
            .AddTextClassifier("short", options => options.Limits = new EmotionLimits { TextCharacters = 3 })
            .AddAudioClassifier("short", options => options.Limits = new EmotionLimits { AudioDuration = TimeSpan.FromSeconds(1) }));
        var clip = new AudioClip(new float[32_000], 16_000);

        Assert.Throws<EmotionAIException>(() => provider.GetRequiredKeyedService<IEmotionClassifier<string>>("short").Classify("four"));
        Assert.Throws<EmotionAIException>(() => provider.GetRequiredKeyedService<IEmotionClassifier<AudioClip>>("short").Classify(clip));
        Assert.NotNull(provider.GetRequiredService<IEmotionClassifier<string>>().Classify("four"));
        Assert.NotNull(provider.GetRequiredService<IEmotionClassifier<AudioClip>>().Classify(clip));
    }

    [Fact]
    public void AddTextClassifier_WithoutAFolder_SaysWhereToNameIt()
    {
        using var provider = Provider(services => services.AddEmotionAI().AddTextClassifier("tweets", options => options.Threads = 1), name => name == "TEXT_MODEL_DIR" ? "other" : null);

        var exception = Assert.Throws<EmotionAIException>(() => provider.GetRequiredKeyedService<IEmotionClassifier<string>>("tweets"));

        Assert.Contains("EmotionAI:TextClassifiers:tweets:ModelDirectory", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddEmotionAI_ConcreteAskedForWhileMocksServe_SaysSo()
    {
        using var provider = Provider(services => services.AddEmotionAI());

        Assert.Equal(EmotionErrorCodes.ModelNotFound, Assert.Throws<EmotionAIException>(provider.GetRequiredService<TextEmotionClassifier>).Code);
        Assert.Equal(EmotionErrorCodes.ModelNotFound, Assert.Throws<EmotionAIException>(provider.GetRequiredService<AudioEmotionClassifier>).Code);
    }

    [Fact]
    public void AddEmotionAI_CalledTwice_AddsUpOptionsAndNotServices()
    {
        using var provider = Provider(services =>
        {
            services.AddEmotionAI(options => options.UseMockModels = true);
            services.AddEmotionAI(options => options.Text.Limits = new EmotionLimits { TextCharacters = 3 });
        });

        var classifier = Assert.Single(provider.GetServices<IEmotionClassifier<string>>());
        Assert.Throws<EmotionAIException>(() => classifier.Classify("four"));
    }

    [Fact]
    public void AddEmotionAI_OptionsOutOfRange_AreAllReported()
    {
        using var provider = Provider(services => services.AddEmotionAI(options =>
        {
            options.Text.BatchSize = 0;
            options.Audio.Threads = 0;
        }));

        var exception = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IEmotionClassifier<string>>);

        Assert.Equal(2, exception.Failures.Count());
    }

    [Fact]
    public void AddEmotionAI_RealModel_ServesItUnderBothTypesAndDisposesIt()
    {
        var provider = Provider(services => services.AddEmotionAI(options => options.TextModelDirectory = Goldens.Path("models", "text", "model")));

        var concrete = provider.GetRequiredService<TextEmotionClassifier>();

        Assert.Same(concrete, provider.GetRequiredService<IEmotionClassifier<string>>());
        Assert.False(concrete.Classify("I love it").IsMock);
        Assert.Empty(_log.Entries);
        provider.Dispose();
        Assert.Throws<ObjectDisposedException>(() => concrete.Classify("I love it"));
    }

    public void Dispose() => _log.Dispose();

    private ServiceProvider Provider(Action<IServiceCollection> add, Func<string, string?>? environment = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(_log);
        services.AddSingleton(new ModelResolver(environment ?? (_ => null), (_, _) => null));
        add(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
