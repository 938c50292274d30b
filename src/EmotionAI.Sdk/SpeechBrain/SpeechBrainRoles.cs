namespace EmotionAI.SpeechBrain;

/// <summary>Finds the objects of a pipeline by the names that SpeechBrain's interfaces use: in <c>modules</c>, else at the top.</summary>
internal sealed class SpeechBrainRoles(HyperParameters parameters)
{
    private const string EncoderRole = "embedding_model";

    /// <summary>Gets the object of a role.</summary>
    /// <exception cref="EmotionAIException">There is none.</exception>
    public HyperValue Get(string role) =>
        Find(role) ?? throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{parameters.Path}': {role} is missing; an EncoderClassifier needs compute_features, mean_var_norm, embedding_model and classifier.", parameters.Path);

    /// <summary>Gets the arguments of a role that has one class.</summary>
    /// <exception cref="EmotionAIException">The role is missing, or of another class.</exception>
    public HyperArguments Arguments(string role, SpeechBrainClass only) => HyperArguments.Of(Get(role), parameters.Path, only);

    /// <summary>Refuses a pipeline of another kind, whose roles have other names.</summary>
    /// <returns>The parameters.</returns>
    /// <exception cref="EmotionAIException">The embedding comes from a class that no graph here builds.</exception>
    public HyperParameters RefuseOtherKinds()
    {
        var other = Find(EncoderRole) is null ? Others().FirstOrDefault() : null;
        return other is null
            ? parameters
            : throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, Invariant($"'{parameters.Path}', line {other.Node.Line}: {other.Name}: class {other.Text} is not supported; supported: {SpeechBrainClasses.Ecapa.Path}."), parameters.Path);
    }

    private HyperValue? Find(string role)
    {
        var modules = parameters.Find("modules");
        return modules?.Find(role) ?? parameters.Find(role);
    }

    private IEnumerable<HyperValue> Others() =>
        parameters.Keys
            .Select(key => parameters.Find(key)!)
            .Where(value => value.Kind == HyperValueKind.Instance && SpeechBrainClasses.OtherEncoders.Contains(value.Text[(value.Text.LastIndexOf('.') + 1)..]));
}
