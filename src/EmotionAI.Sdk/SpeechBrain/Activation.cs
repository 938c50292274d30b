namespace EmotionAI.SpeechBrain;

/// <summary>Describes the activation between layers.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Parameter">The negative slope of LeakyReLU or the alpha of ELU; 0 for the others.</param>
internal readonly record struct Activation(ActivationKind Kind, double Parameter)
{
    public static Activation Relu { get; } = new(ActivationKind.Relu, 0);

    /// <summary>Gets LeakyReLU with torch's slope.</summary>
    public static Activation LeakyRelu { get; } = new(ActivationKind.LeakyRelu, 0.01);

    /// <summary>Reads a <c>!name:torch.nn.…</c>.</summary>
    /// <exception cref="EmotionAIException">The class is not supported, or an argument is wrong.</exception>
    public static Activation Read(HyperValue value, string file)
    {
        var path = value.Require().Text.Replace("torch.nn.modules.activation.", "torch.nn.", StringComparison.Ordinal);
        if (value.Kind is not (HyperValueKind.Reference or HyperValueKind.Instance) || !SpeechBrainClasses.Activations.TryGetValue(path, out var known))
        {
            throw new EmotionAIException(
                EmotionErrorCodes.FormatUnsupported,
                $"'{file}': {value.Name} is {value.Describe()}; supported: {string.Join(", ", SpeechBrainClasses.Activations.Keys)}.",
                file);
        }

        var arguments = new HyperArguments(value, new SpeechBrainClass(path, known.Parameters), file);
        return new Activation(known.Kind, known.Kind switch
        {
            ActivationKind.LeakyRelu => arguments.Number("negative_slope", known.Default, 0, 1),
            ActivationKind.Elu => arguments.Number("alpha", known.Default, 0, 100),
            _ => 0,
        });
    }
}
