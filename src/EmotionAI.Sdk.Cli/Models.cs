using EmotionAI.DependencyInjection;

namespace EmotionAI.Cli;

/// <summary>Decides which model a command uses, by the rules of <c>AddEmotionAI()</c>.</summary>
internal static class Models
{
    /// <exception cref="EmotionAIException">A setting is not valid, or there is no model and mocks are switched off.</exception>
    public static ModelChoice Choose(ModelModality modality, string? directory, bool? useMocks, CommandConsole console) =>
        new ModelResolver(console.Environment, ModelResolver.FindDefault).Resolve(modality, directory, useMocks);
}
