using EmotionAI.Bundles;

namespace EmotionAI.Cli.Evaluating;

/// <summary>Loads the model that a command is about; never a mock, whose figures would mean nothing.</summary>
internal static class LoadedBundle
{
    /// <exception cref="EmotionAIException">There is no model, it cannot be used, or it is of the other modality.</exception>
    public static ModelBundle Load(ModelModality modality, string? directory, CommandConsole console)
    {
        var choice = Models.Choose(modality, directory, useMocks: null, console);
        var folder = choice.Directory ?? throw new EmotionAIException(EmotionErrorCodes.ModelNotFound, $"A mock has no figures worth measuring ({choice.Origin}); name a model folder with --model.");
        var bundle = Models.Load(folder, choice.Origin, console);
        return bundle.Modality == modality ? bundle : throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{bundle.Directory}' is a model of the kind {bundle.Kind}, which is not one for {(modality == ModelModality.Text ? "text" : "audio")}.", bundle.Directory);
    }
}
