using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Mocks;
using EmotionAI.Text;

namespace EmotionAI.Cli;

/// <summary>Decides which model a command uses, by the rules of <c>AddEmotionAI()</c>, and tells the warnings of its folder.</summary>
internal static class Models
{
    public const string Option = "--model";

    /// <exception cref="EmotionAIException">A setting is not valid, or there is no model and mocks are switched off.</exception>
    public static ModelChoice Choose(ModelModality modality, string? directory, bool? useMocks, CommandConsole console) =>
        new ModelResolver(console.Environment).Resolve(modality, directory, useMocks, Option);

    /// <summary>Loads a folder and writes its warnings to standard error.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="origin">The option, argument or environment variable that names it.</param>
    /// <param name="console">Receives the warnings.</param>
    /// <exception cref="EmotionAIException">The folder does not exist or cannot be used.</exception>
    public static ModelBundle Load(string directory, string origin, CommandConsole console)
    {
        var bundle = ModelBundle.Load(directory, null, origin);
        Warn(bundle.Directory, bundle.Problems, console);
        return bundle;
    }

    /// <summary>Makes the text classifier that was decided on; writes the warnings of its folder to standard error.</summary>
    /// <exception cref="EmotionAIException">The folder does not exist or cannot be used.</exception>
    public static IEmotionClassifier<string> CreateText(ModelChoice choice, TextEmotionOptions options, CommandConsole console) =>
        choice.Directory is { } directory ? TextEmotionClassifier.Load(Load(directory, choice.Origin, console), options) : new MockTextEmotionClassifier(limits: options.Limits);

    /// <summary>Makes the speech classifier that was decided on; writes the warnings of its folder to standard error.</summary>
    /// <exception cref="EmotionAIException">The folder does not exist or cannot be used.</exception>
    public static IEmotionClassifier<AudioClip> CreateAudio(ModelChoice choice, AudioEmotionOptions options, CommandConsole console) =>
        choice.Directory is { } directory ? AudioEmotionClassifier.Load(Load(directory, choice.Origin, console), options) : new MockAudioEmotionClassifier(limits: options.Limits);

    /// <summary>Writes the warnings of a folder to standard error.</summary>
    public static void Warn(string? directory, IReadOnlyList<BundleProblem> warnings, CommandConsole console)
    {
        foreach (var warning in warnings)
        {
            console.Tell($"warning: {directory}: {warning}");
        }
    }
}
