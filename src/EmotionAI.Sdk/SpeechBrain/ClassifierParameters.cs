namespace EmotionAI.SpeechBrain;

/// <summary>Holds the arguments of <c>ECAPA_TDNN.Classifier</c> or <c>Xvector.Classifier</c>, SpeechBrain's defaults filled in.</summary>
internal sealed record ClassifierParameters
{
    public required ClassifierKind Kind { get; init; }

    /// <summary>Gets the width of the embedding.</summary>
    public required int InputSize { get; init; }

    public required int LinBlocks { get; init; }

    public required int LinNeurons { get; init; }

    /// <summary>Gets the number of labels.</summary>
    public required int OutNeurons { get; init; }

    /// <summary>Gets the activation of <see cref="ClassifierKind.Xvector"/>; the other kind has none.</summary>
    public required Activation Activation { get; init; }

    /// <summary>Reads a head of either class.</summary>
    /// <exception cref="EmotionAIException">The class is another, or an argument is of the wrong type or range.</exception>
    public static ClassifierParameters Read(HyperValue value, string file)
    {
        var arguments = HyperArguments.Of(value, file, SpeechBrainClasses.EcapaClassifier, SpeechBrainClasses.XvectorClassifier);
        var isCosine = value.Text == SpeechBrainClasses.EcapaClassifier.Path;
        var activation = isCosine ? null : arguments.Find("activation");
        return new ClassifierParameters
        {
            Kind = isCosine ? ClassifierKind.Cosine : ClassifierKind.Xvector,
            InputSize = isCosine ? arguments.Integer("input_size", null) : LastOfShape(arguments),
            LinBlocks = arguments.Integer("lin_blocks", isCosine ? 0 : 1, 0, 64),
            LinNeurons = arguments.Integer("lin_neurons", isCosine ? 192 : 512),
            OutNeurons = arguments.Integer("out_neurons", 1211),
            Activation = activation is null ? Activation.LeakyRelu : Activation.Read(activation, file),
        };
    }

    // input_shape is [batch, time, features]; the first two are null.
    private static int LastOfShape(HyperArguments arguments)
    {
        var shape = arguments.Find("input_shape");
        return shape is { Kind: HyperValueKind.Sequence or HyperValueKind.Tuple, Count: 2 or 3 }
            && shape.Item(shape.Count - 1).Require() is { Kind: HyperValueKind.Integer, Integer: >= 1 and <= 1 << 20 } last
            ? (int)last.Integer
            : throw arguments.Wrong(EmotionErrorCodes.FormatInvalid, $"{arguments.Name}.input_shape must be a list such as [null, null, 192] that ends in the width of the embedding.");
    }
}
