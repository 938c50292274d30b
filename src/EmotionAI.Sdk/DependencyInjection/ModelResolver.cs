using EmotionAI.Bundles;

namespace EmotionAI.DependencyInjection;

/// <summary>Decides which model serves: what code says, then environment variables, then the package of the default model, then a mock.</summary>
/// <param name="environment">Reads an environment variable; null where it is not set.</param>
/// <param name="defaultModel">Finds the default model; null where its package is not referenced.</param>
internal sealed class ModelResolver(Func<string, string?> environment, Func<ModelModality, string?> defaultModel)
{
    public const string TextVariable = "TEXT_MODEL_DIR";
    public const string AudioVariable = "AUDIO_MODEL_DIR";
    public const string MockVariable = "USE_MOCK_MODELS";

    /// <summary>Gets the one that looks at this process.</summary>
    public static ModelResolver Default { get; } = new(Environment.GetEnvironmentVariable, FindDefault);

    /// <summary>Finds the model of a package next to the application.</summary>
    public static string? FindDefault(ModelModality modality) => DefaultsOf(modality).Find();

    /// <summary>Decides which model serves. Does not look into its folder.</summary>
    /// <param name="modality">What the model is for.</param>
    /// <param name="directory">The folder that code names.</param>
    /// <param name="useMocks">What code says about mocks.</param>
    /// <param name="setting">The option or configuration key that names the folder.</param>
    /// <exception cref="EmotionAIException">A setting is not valid, or mocks are ruled out and there is no model.</exception>
    public ModelChoice Resolve(ModelModality modality, string? directory, bool? useMocks, string setting = "code")
    {
        if (useMocks == true)
        {
            return new ModelChoice(modality, null, "the option for mock models");
        }

        if (directory is not null)
        {
            return string.IsNullOrWhiteSpace(directory)
                ? throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"The {NameOf(modality)} model folder is empty ({setting}); name a folder, or set nothing.")
                : new ModelChoice(modality, directory, setting);
        }

        var mocks = useMocks ?? ReadMockVariable();
        if (mocks == true)
        {
            return new ModelChoice(modality, null, $"{MockVariable}={environment(MockVariable)}");
        }

        var variable = modality == ModelModality.Text ? TextVariable : AudioVariable;
        if (environment(variable) is { } configured && !string.IsNullOrWhiteSpace(configured))
        {
            return new ModelChoice(modality, configured, variable);
        }

        if (defaultModel(modality) is { } packaged)
        {
            return new ModelChoice(modality, packaged, "the default model");
        }

        return mocks is null
            ? new ModelChoice(modality, null, $"no model being configured (set {variable}, or add the package {DefaultsOf(modality).Package})")
            : throw NothingConfigured(modality, variable);
    }

    private static DefaultModels DefaultsOf(ModelModality modality) => modality == ModelModality.Text ? DefaultModels.Text : DefaultModels.Audio;

    private static string NameOf(ModelModality modality) => modality == ModelModality.Text ? "text" : "audio";

    private static EmotionAIException NothingConfigured(ModelModality modality, string variable) => new(
        EmotionErrorCodes.ModelNotFound,
        $"There is no {NameOf(modality)} model and mocks are switched off. Name a folder in code or in {variable}, or add the default model with 'dotnet add package {DefaultsOf(modality).Package}'.");

    private bool? ReadMockVariable()
    {
        var value = environment(MockVariable);
        return value?.Trim().ToUpperInvariant() switch
        {
            null or "" => null,
            "TRUE" or "1" or "YES" => true,
            "FALSE" or "0" or "NO" => false,
            _ => throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"The environment variable {MockVariable} is '{value}'; allowed: true, 1, yes, false, 0, no."),
        };
    }
}
