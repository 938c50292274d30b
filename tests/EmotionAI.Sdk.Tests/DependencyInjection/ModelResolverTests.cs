using EmotionAI.Bundles;

namespace EmotionAI.Tests.DependencyInjection;

public sealed class ModelResolverTests
{
    /// <summary>Lists code folder, code mocks, TEXT_MODEL_DIR, USE_MOCK_MODELS, default folder, and the folder that must come out; null for a mock.</summary>
    public static TheoryData<string?, bool?, string?, string?, string?, string?> Orders => new()
    {
        { "code", null, "env", null, "default", "code" },
        { "code", null, "env", "true", "default", "code" },
        { "code", false, "env", "true", "default", "code" },
        { "code", true, "env", null, "default", null },
        { null, null, "env", null, "default", "env" },
        { null, null, "env", "false", "default", "env" },
        { null, null, "env", "true", "default", null },
        { null, null, "env", "YES", "default", null },
        { null, null, null, "1", "default", null },
        { null, false, "env", "true", "default", "env" },
        { null, true, "env", "false", "default", null },
        { null, null, null, null, "default", "default" },
        { null, null, "", "", "default", "default" },
        { null, null, null, "no", "default", "default" },
        { null, null, null, null, null, null },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Resolve_Settings_FollowTheOrder(string? code, bool? mocks, string? variable, string? mockVariable, string? byDefault, string? expected)
    {
        var choice = Resolver(variable, mockVariable, byDefault).Resolve(ModelModality.Text, code, mocks);

        Assert.Equal(expected, choice.Directory);
        Assert.Equal(expected is null, choice.IsMock);
    }

    [Fact]
    public void Resolve_Audio_ReadsItsOwnVariable()
    {
        var resolver = new ModelResolver(name => name == "AUDIO_MODEL_DIR" ? "speech" : name == "TEXT_MODEL_DIR" ? "text" : null, (_, _) => null);

        Assert.Equal("speech", resolver.Resolve(ModelModality.Audio, null, null).Directory);
        Assert.Equal("text", resolver.Resolve(ModelModality.Text, null, null).Directory);
    }

    [Fact]
    public void Resolve_NonsenseMockVariable_NamesItAndWhatIsAllowed()
    {
        var exception = Assert.Throws<EmotionAIException>(() => Resolver("env", "maybe", null).Resolve(ModelModality.Text, null, null));

        Assert.Equal(EmotionErrorCodes.SettingInvalid, exception.Code);
        Assert.Equal("The environment variable USE_MOCK_MODELS is 'maybe'; allowed: true, 1, yes, false, 0, no.", exception.Message);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(null, "0")]
    public void Resolve_MocksSwitchedOffAndNothingConfigured_SaysWhatToDo(bool? mocks, string? mockVariable)
    {
        var exception = Assert.Throws<EmotionAIException>(() => Resolver(null, mockVariable, null).Resolve(ModelModality.Audio, null, mocks));

        Assert.Equal(EmotionErrorCodes.ModelNotFound, exception.Code);
        Assert.Contains("AUDIO_MODEL_DIR", exception.Message, StringComparison.Ordinal);
        Assert.Contains("EmotionAI.Sdk.Models.Speech", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_EmptyFolderInCode_IsAnError()
    {
        var exception = Assert.Throws<EmotionAIException>(() => Resolver("env", null, "default").Resolve(ModelModality.Text, " ", null));

        Assert.Equal(EmotionErrorCodes.SettingInvalid, exception.Code);
    }

    private static ModelResolver Resolver(string? variable, string? mockVariable, string? byDefault) => new(
        name => name switch { "TEXT_MODEL_DIR" => variable, "USE_MOCK_MODELS" => mockVariable, _ => null },
        (_, _) => byDefault);
}
