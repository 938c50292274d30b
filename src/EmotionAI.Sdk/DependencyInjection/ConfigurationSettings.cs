using Microsoft.Extensions.Configuration;

namespace EmotionAI.DependencyInjection;

/// <summary>Reads the options from configuration, and remembers which key named a model folder.</summary>
internal static class ConfigurationSettings
{
    public const string Section = "EmotionAI";

    /// <summary>Reads all options from a section; of a whole configuration, from its section <c>EmotionAI</c> if there is one.</summary>
    /// <exception cref="EmotionAIException">A key is not known, or a value is not of its type.</exception>
    public static void Read(IConfiguration configuration, EmotionAIOptions options)
    {
        var whole = configuration is not IConfigurationSection;
        var section = whole && configuration.GetSection(Section) is var named && named.GetChildren().Any() ? named : configuration;
        Bind(section, () => section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = section is IConfigurationSection));
        Remember(options, section, nameof(EmotionAIOptions.TextModelDirectory));
        Remember(options, section, nameof(EmotionAIOptions.AudioModelDirectory));
        foreach (var classifier in section.GetSection(nameof(EmotionAIOptions.TextClassifiers)).GetChildren().Concat(section.GetSection(nameof(EmotionAIOptions.AudioClassifiers)).GetChildren()))
        {
            Remember(options, classifier, nameof(TextClassifierOptions.ModelDirectory));
        }
    }

    /// <summary>Reads the options of the text classifier under a key.</summary>
    /// <exception cref="EmotionAIException">A key is not known, or a value is not of its type.</exception>
    public static void Read(IConfiguration section, EmotionAIOptions options, TextClassifierOptions classifier)
    {
        Bind(section, () => section.Bind(classifier, binder => binder.ErrorOnUnknownConfiguration = true));
        Remember(options, section, nameof(TextClassifierOptions.ModelDirectory));
    }

    /// <summary>Reads the options of the speech classifier under a key.</summary>
    /// <exception cref="EmotionAIException">A key is not known, or a value is not of its type.</exception>
    public static void Read(IConfiguration section, EmotionAIOptions options, AudioClassifierOptions classifier)
    {
        Bind(section, () => section.Bind(classifier, binder => binder.ErrorOnUnknownConfiguration = true));
        Remember(options, section, nameof(AudioClassifierOptions.ModelDirectory));
    }

    private static void Bind(IConfiguration section, Action bind)
    {
        try
        {
            bind();
        }
        catch (InvalidOperationException e)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"The configuration{(section is IConfigurationSection { Path: var path } ? $" section '{path}'" : "")} cannot be read: {e.Message}", innerException: e);
        }
    }

    private static void Remember(EmotionAIOptions options, IConfiguration section, string key)
    {
        if (section[key] is { Length: > 0 } folder)
        {
            options.FolderKeys[folder] = section is IConfigurationSection { Path: var path } ? ConfigurationPath.Combine(path, key) : key;
        }
    }
}
