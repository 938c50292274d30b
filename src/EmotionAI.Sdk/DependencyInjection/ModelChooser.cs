using EmotionAI.Bundles;
using Microsoft.Extensions.Hosting;

namespace EmotionAI.DependencyInjection;

/// <summary>Decides which model serves in a container: real ones first; mocks where they are asked for, or where nothing is found in a program without a host or in development.</summary>
/// <param name="resolver">Finds models.</param>
/// <param name="environment">The environment of the host; null where there is none.</param>
internal sealed class ModelChooser(ModelResolver resolver, IHostEnvironment? environment)
{
    /// <summary>Decides which model serves.</summary>
    /// <param name="options">The options of the container.</param>
    /// <param name="modality">What the model is for.</param>
    /// <param name="key">The key of the service; null for the one without.</param>
    /// <exception cref="EmotionAIException">There is no such model, or a setting is not valid.</exception>
    public ModelChoice Choose(EmotionAIOptions options, ModelModality modality, object? key = null) =>
        key is not null ? ChooseKeyed(options, modality, EmotionAIBuilder.NameOf(key))
        : Find(options, modality) ?? (MayMock(options) ? ModelResolver.MockOf(modality) : throw NotFound(options, modality));

    /// <summary>Finds the model without a key that settings or a package name.</summary>
    /// <returns>The model; null where there is none.</returns>
    /// <exception cref="EmotionAIException">A setting is not valid.</exception>
    public ModelChoice? Find(EmotionAIOptions options, ModelModality modality)
    {
        var (directory, option) = Setting(options, modality);
        var defaultModel = modality == ModelModality.Audio ? options.Audio.DefaultModel : null;
        return resolver.Find(modality, directory, options.UseMockModels, options.OriginOf(directory, option), defaultModel);
    }

    /// <summary>Tells whether settings or packages name any model for what was added.</summary>
    /// <exception cref="EmotionAIException">A setting is not valid.</exception>
    public bool FindsAny(EmotionAIOptions options) =>
        options.TextClassifiers.Count + options.AudioClassifiers.Count > 0 || options.Added.Any(modality => Find(options, modality) is not null);

    /// <summary>Tells whether the model of a kind of input is there, is required, or is missed because there is no other.</summary>
    /// <exception cref="EmotionAIException">A setting is not valid.</exception>
    public bool IsNeeded(EmotionAIOptions options, ModelModality modality) =>
        options.Added.Contains(modality) && (options.Required.Contains(modality) || Find(options, modality) is not null || !FindsAny(options));

    private static (string? Directory, string Option) Setting(EmotionAIOptions options, ModelModality modality) => modality == ModelModality.Text
        ? (options.TextModelDirectory, nameof(EmotionAIOptions.TextModelDirectory))
        : (options.AudioModelDirectory, nameof(EmotionAIOptions.AudioModelDirectory));

    private bool MayMock(EmotionAIOptions options) =>
        (environment is null || environment.IsDevelopment()) && !resolver.AreMocksRuledOut(options.UseMockModels) && !FindsAny(options);

    private EmotionAIException NotFound(EmotionAIOptions options, ModelModality modality) => ModelResolver.NotFound(
        modality,
        $"the option {Setting(options, modality).Option}",
        resolver.AreMocksRuledOut(options.UseMockModels) ? "mocks are switched off"
            : FindsAny(options) ? "mocks serve only where no model at all is configured"
            : $"mocks serve in development only: the environment of this host is {environment?.EnvironmentName}");

    private ModelChoice ChooseKeyed(EmotionAIOptions options, ModelModality modality, string key)
    {
        var (method, list, keys, directory) = modality == ModelModality.Text
            ? (nameof(EmotionAIBuilder.AddTextClassifier), nameof(EmotionAIOptions.TextClassifiers), options.TextClassifiers.Keys, options.TextClassifiers.TryGetValue(key, out var text) ? text.ModelDirectory : null)
            : (nameof(EmotionAIBuilder.AddAudioClassifier), nameof(EmotionAIOptions.AudioClassifiers), options.AudioClassifiers.Keys, options.AudioClassifiers.TryGetValue(key, out var audio) ? audio.ModelDirectory : null);
        var ways = $"{method}(\"{key}\", …), or in configuration as {ConfigurationSettings.Section}:{list}:{key}:{nameof(TextClassifierOptions.ModelDirectory)}";
        if (!keys.Contains(key))
        {
            var known = keys.Count == 0 ? "there are none" : $"the keys are {string.Join(", ", keys.Order(StringComparer.Ordinal).Select(name => $"'{name}'"))}";
            throw new EmotionAIException(EmotionErrorCodes.ModelNotFound, $"There is no {ModelResolver.NameOf(modality)} classifier under the key '{key}'; {known}. Add it with {ways}.");
        }

        return options.UseMockModels == true || !string.IsNullOrWhiteSpace(directory)
            ? resolver.Find(modality, directory, options.UseMockModels, options.OriginOf(directory, $"{method}(\"{key}\", …)"))! with { Key = key }
            : throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"The {ModelResolver.NameOf(modality)} classifier under the key '{key}' has no model folder. Name it in {ways}.");
    }
}
