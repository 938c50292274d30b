namespace EmotionAI.Bundles;

/// <summary>Decides which model serves, as <c>AddEmotionAI()</c> does: what code says, then environment variables, then the package of the default model.</summary>
/// <remarks>Safe for concurrent use. Looks into no folder.</remarks>
/// <example><code>
/// var choice = ModelResolver.Default.Resolve(ModelModality.Text, directory: null, useMocks: false);
/// using var classifier = TextEmotionClassifier.Load(choice.Directory!);
/// </code></example>
public sealed class ModelResolver
{
    /// <summary>The environment variable that names the folder of the text model.</summary>
    public const string TextVariable = "TEXT_MODEL_DIR";

    /// <summary>The environment variable that names the folder of the speech model.</summary>
    public const string AudioVariable = "AUDIO_MODEL_DIR";

    /// <summary>The environment variable that asks for mocks (<c>true</c>, <c>1</c>, <c>yes</c>) or rules them out (<c>false</c>, <c>0</c>, <c>no</c>).</summary>
    public const string MockVariable = "USE_MOCK_MODELS";

    private readonly Func<string, string?> _environment;
    private readonly Func<ModelModality, string?, string?> _defaultModel;

    /// <summary>Creates the resolver.</summary>
    /// <param name="environment">Reads an environment variable; null where it is not set.</param>
    public ModelResolver(Func<string, string?> environment)
        : this(environment, static (modality, name) => DefaultModels.Of(modality).Find(name))
    {
    }

    /// <param name="environment">Reads an environment variable; null where it is not set.</param>
    /// <param name="defaultModel">Finds the default model, by name where one is asked for; null where no package is referenced.</param>
    internal ModelResolver(Func<string, string?> environment, Func<ModelModality, string?, string?> defaultModel)
    {
        ArgumentNullException.ThrowIfNull(environment);
        _environment = environment;
        _defaultModel = defaultModel;
    }

    /// <summary>Gets the one that looks at this process.</summary>
    public static ModelResolver Default { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>Decides which model serves; where none is found a mock, unless mocks are ruled out. Does not look into its folder.</summary>
    /// <param name="modality">What the model is for.</param>
    /// <param name="directory">The folder that code or configuration names.</param>
    /// <param name="useMocks">What code or configuration says about mocks.</param>
    /// <param name="setting">The option or configuration key that names the folder.</param>
    /// <param name="defaultModel">Which of several default models serves; null for the one whose package is referenced.</param>
    /// <returns>The folder, or that a mock serves, and the setting that decided.</returns>
    /// <exception cref="EmotionAIException">A setting is not valid, or mocks are ruled out and there is no model.</exception>
    public ModelChoice Resolve(ModelModality modality, string? directory, bool? useMocks, string setting = "code", string? defaultModel = null) =>
        Find(modality, directory, useMocks, setting, defaultModel) ?? (AreMocksRuledOut(useMocks) ? throw NotFound(modality, setting, "mocks are switched off") : MockOf(modality));

    /// <summary>Finds which model serves; null where no setting and no package names one.</summary>
    /// <exception cref="EmotionAIException">A setting is not valid.</exception>
    internal ModelChoice? Find(ModelModality modality, string? directory, bool? useMocks, string setting, string? defaultModel = null)
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

        if ((useMocks ?? ReadMockVariable()) == true)
        {
            return new ModelChoice(modality, null, $"{MockVariable}={_environment(MockVariable)}");
        }

        return _environment(VariableOf(modality)) is { } configured && !string.IsNullOrWhiteSpace(configured)
            ? new ModelChoice(modality, configured, VariableOf(modality))
            : _defaultModel(modality, defaultModel) is { } packaged ? new ModelChoice(modality, packaged, "the default model") : null;
    }

    /// <summary>Tells whether code, configuration or the environment say that no mock may serve.</summary>
    internal bool AreMocksRuledOut(bool? useMocks) => (useMocks ?? ReadMockVariable()) == false;

    /// <summary>Gives the mock that serves where nothing is configured.</summary>
    internal static ModelChoice MockOf(ModelModality modality) =>
        new(modality, null, $"no model being configured (set {VariableOf(modality)}, or add the package {DefaultModels.Of(modality).Package})");

    /// <summary>Says that there is no model, and the ways out.</summary>
    /// <param name="modality">What the model is for.</param>
    /// <param name="setting">The option or configuration key that could name a folder.</param>
    /// <param name="reason">Why no mock serves.</param>
    internal static EmotionAIException NotFound(ModelModality modality, string setting, string reason) => new(
        EmotionErrorCodes.ModelNotFound,
        $"There is no {NameOf(modality)} model, and {reason}. Name its folder in {setting} or in the environment variable {VariableOf(modality)}; or add the default model with 'dotnet add package {DefaultModels.Of(modality).Package}'; or, where invented results will do, set {MockVariable}=true.");

    private static string VariableOf(ModelModality modality) => modality == ModelModality.Text ? TextVariable : AudioVariable;

    /// <summary>Gives the word for a kind of input in messages.</summary>
    internal static string NameOf(ModelModality modality) => modality == ModelModality.Text ? "text" : "audio";

    private bool? ReadMockVariable()
    {
        var value = _environment(MockVariable);
        return value?.Trim().ToUpperInvariant() switch
        {
            null or "" => null,
            "TRUE" or "1" or "YES" => true,
            "FALSE" or "0" or "NO" => false,
            _ => throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"The environment variable {MockVariable} is '{value}'; allowed: true, 1, yes, false, 0, no."),
        };
    }
}
