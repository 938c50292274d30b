using EmotionAI.Bundles;
using Microsoft.Extensions.Options;

namespace EmotionAI.DependencyInjection;

/// <summary>Checks every model folder when the application starts, and reports all faults of all folders at once; tells which mocks will serve.</summary>
internal sealed class ModelCheckValidator(ModelChooser chooser, ContainerClassifiers classifiers) : IValidateOptions<ModelCheck>
{
    public ValidateOptionsResult Validate(string? name, ModelCheck check)
    {
        var result = new ValidateOptionsResultBuilder();
        var settings = classifiers.Options;
        foreach (var (modality, limits) in (ReadOnlySpan<(ModelModality, EmotionLimits)>)[(ModelModality.Text, settings.Text.Limits), (ModelModality.Audio, settings.Audio.Limits)])
        {
            Report(result, () =>
            {
                if (chooser.IsNeeded(settings, modality))
                {
                    classifiers.Check(chooser.Choose(settings, modality), limits);
                }
            });
        }

        foreach (var (key, classifier) in settings.TextClassifiers)
        {
            Report(result, () => classifiers.Check(chooser.Choose(settings, ModelModality.Text, key), classifier.Limits));
        }

        foreach (var (key, classifier) in settings.AudioClassifiers)
        {
            Report(result, () => classifiers.Check(chooser.Choose(settings, ModelModality.Audio, key), classifier.Limits));
        }

        return result.Build();
    }

    private static void Report(ValidateOptionsResultBuilder result, Action check)
    {
        try
        {
            check();
        }
        catch (EmotionAIException e)
        {
            result.AddError(e.Message);
        }
    }
}
