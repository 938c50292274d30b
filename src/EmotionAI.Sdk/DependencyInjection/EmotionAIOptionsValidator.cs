using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace EmotionAI.DependencyInjection;

/// <summary>Checks the values of the options, without a look at any folder.</summary>
internal sealed class EmotionAIOptionsValidator : IValidateOptions<EmotionAIOptions>
{
    public ValidateOptionsResult Validate(string? name, EmotionAIOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        Check(result, nameof(EmotionAIOptions.Text), options.Text, options.Text is { } text ? text.Validate : null);
        Check(result, nameof(EmotionAIOptions.Audio), options.Audio, options.Audio is { } audio ? audio.Validate : null);
        Check(result, nameof(EmotionAIOptions.Batching), options, options.Batching is { } batching ? batching.Validate : null);
        foreach (var (key, classifier) in options.TextClassifiers)
        {
            Check(result, ConfigurationPath.Combine(nameof(EmotionAIOptions.TextClassifiers), key), classifier, classifier is null ? null : classifier.Validate);
        }

        foreach (var (key, classifier) in options.AudioClassifiers)
        {
            Check(result, ConfigurationPath.Combine(nameof(EmotionAIOptions.AudioClassifiers), key), classifier, classifier is null ? null : classifier.Validate);
        }

        return result.Build();
    }

    private static void Check(ValidateOptionsResultBuilder result, string property, object? value, Action? validate)
    {
        try
        {
            ArgumentNullException.ThrowIfNull(value, property);
            validate?.Invoke();
        }
        catch (ArgumentException e)
        {
            result.AddError(e.Message, property);
        }
    }
}
