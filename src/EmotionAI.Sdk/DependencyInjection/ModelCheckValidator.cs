using EmotionAI.Bundles;
using Microsoft.Extensions.Options;

namespace EmotionAI.DependencyInjection;

/// <summary>Inspects every configured model folder when the application starts, and reports all faults of all folders at once.</summary>
internal sealed class ModelCheckValidator(IOptions<EmotionAIOptions> options, ContainerClassifiers classifiers) : IValidateOptions<ModelCheck>
{
    public ValidateOptionsResult Validate(string? name, ModelCheck check)
    {
        var result = new ValidateOptionsResultBuilder();
        var (text, audio) = (options.Value.Text.Limits, options.Value.Audio.Limits);
        Inspect(result, () => classifiers.ChooseText(), text);
        Inspect(result, () => classifiers.ChooseAudio(), audio);
        foreach (var key in options.Value.KeyedTextDirectories.Keys)
        {
            Inspect(result, () => classifiers.ChooseText(key), text);
        }

        foreach (var key in options.Value.KeyedAudioDirectories.Keys)
        {
            Inspect(result, () => classifiers.ChooseAudio(key), audio);
        }

        return result.Build();
    }

    private static void Inspect(ValidateOptionsResultBuilder result, Func<ModelChoice> choose, EmotionLimits limits)
    {
        try
        {
            if (choose() is not { Directory: { } directory } choice)
            {
                return;
            }

            var bundle = ModelBundle.Inspect(directory, limits, choice.Origin);
            if (!bundle.IsUsable)
            {
                result.AddError(new ModelBundleException(bundle.Name, bundle.Problems).Message);
            }
            else if (choice.Modality == ModelModality.Text ? bundle.Text is null : bundle.Audio is null)
            {
                result.AddError($"'{directory}' (from {choice.Origin}) is a model of the kind {bundle.Kind}, which is not one for {(choice.Modality == ModelModality.Text ? "text" : "audio")}.");
            }
        }
        catch (EmotionAIException e)
        {
            result.AddError(e.Message);
        }
    }
}
