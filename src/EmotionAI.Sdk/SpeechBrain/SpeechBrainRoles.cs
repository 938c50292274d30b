namespace EmotionAI.SpeechBrain;

/// <summary>Finds the objects of a pipeline by the names that SpeechBrain's interfaces use: in <c>modules</c>, else at the top.</summary>
internal sealed class SpeechBrainRoles(HyperParameters parameters)
{
    private const string EncoderRole = "embedding_model";

    /// <summary>Gets the object of a role.</summary>
    /// <exception cref="EmotionAIException">There is none.</exception>
    public HyperValue Get(string role) =>
        Find(role) ?? throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{parameters.Path}': {role} is missing; an EncoderClassifier needs compute_features, mean_var_norm, embedding_model and classifier, an encoder of transformers needs avg_pool and output_mlp.", parameters.Path);

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
            : throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, Invariant($"'{parameters.Path}', line {other.Node.Line}: {other.Name}: class {other.Text} is not supported; supported: {string.Join(", ", SpeechBrainClasses.Lobes.Prepend(SpeechBrainClasses.Xvector).Prepend(SpeechBrainClasses.Ecapa).Select(known => known.Path))}."), parameters.Path);
    }

    /// <summary>Finds the lobe that wraps an encoder of transformers.</summary>
    /// <returns>The lobe; null where the folder is one of an embedding.</returns>
    public HyperValue? FindLobe() => Find(EncoderRole) is null ? Instances().FirstOrDefault(IsLobe) : null;

    private HyperValue? Find(string role)
    {
        var modules = parameters.Find("modules");
        return modules?.Find(role) ?? parameters.Find(role);
    }

    private IEnumerable<HyperValue> Others() =>
        Instances().Where(value => !IsLobe(value) && SpeechBrainClasses.OtherEncoders.Contains(value.Text[(value.Text.LastIndexOf('.') + 1)..]));

    private IEnumerable<HyperValue> Instances() => parameters.Keys.Select(key => parameters.Find(key)!).Where(value => value.Kind == HyperValueKind.Instance);

    private static bool IsLobe(HyperValue value) => SpeechBrainClasses.Lobes.Any(lobe => lobe.Path == value.Text);
}
