namespace EmotionAI.SpeechBrain;

/// <summary>Holds what every model of an embedding has.</summary>
internal abstract record EmbeddingParameters
{
    /// <summary>Gets the number of values of a frame.</summary>
    public required int InputSize { get; init; }

    /// <summary>Gets the width of the embedding.</summary>
    public required int LinNeurons { get; init; }

    public required Activation Activation { get; init; }

    public required IReadOnlyList<int> KernelSizes { get; init; }

    public required IReadOnlyList<int> Dilations { get; init; }

    /// <summary>Reads the arguments of any of them.</summary>
    /// <exception cref="EmotionAIException">The class is another, or an argument is wrong.</exception>
    public static EmbeddingParameters Read(HyperValue value, string file)
    {
        var arguments = HyperArguments.Of(value, file, SpeechBrainClasses.Ecapa, SpeechBrainClasses.Xvector);
        return value.Text == SpeechBrainClasses.Xvector.Path ? XvectorParameters.Read(arguments) : EcapaParameters.Read(arguments);
    }
}
