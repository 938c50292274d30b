namespace EmotionAI.SpeechBrain;

/// <summary>Holds the arguments of <c>speechbrain.processing.features.InputNormalization</c>, SpeechBrain's defaults filled in.</summary>
internal sealed record NormalizationParameters
{
    public required NormalizationKind Kind { get; init; }

    /// <summary>Gets a value indicating whether the deviation is divided out as well as the mean taken off.</summary>
    public required bool DividesByDeviation { get; init; }

    /// <summary>Gets the smallest deviation divided by.</summary>
    public required double Epsilon { get; init; }

    /// <summary>Gets a value indicating whether padding is left as it is (from 1.1).</summary>
    public required bool AvoidsPadding { get; init; }

    /// <summary>Gets what the arguments tell about the version; arguments that both versions know tell nothing.</summary>
    public required NormalizationGeneration Generation { get; init; }

    /// <summary>Gets the torch file with <c>glob_mean</c> and <c>glob_std</c>; null unless <see cref="Kind"/> is <see cref="NormalizationKind.Global"/>.</summary>
    public string? StatisticsPath { get; init; }

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="EmotionAIException">One is of the wrong type or asks for what SpeechBrain itself has given up.</exception>
    public static NormalizationParameters Read(HyperArguments arguments)
    {
        if (!arguments.Truth("mean_norm", true))
        {
            throw arguments.Wrong(EmotionErrorCodes.FormatUnsupported, $"{arguments.Name}.mean_norm is off; SpeechBrain refuses that too.");
        }

        if (arguments.Find("length_dim") is { } dimension && dimension is not { Kind: HyperValueKind.Integer, Integer: 1 })
        {
            throw arguments.Wrong(EmotionErrorCodes.FormatUnsupported, $"{arguments.Name}.length_dim is {dimension.Describe()}; supported: 1.");
        }

        var current = arguments.Has("length_dim") || arguments.Has("avoid_padding_norm") || arguments.Has("epsilon");
        return new NormalizationParameters
        {
            Kind = arguments.Choice("norm_type", "global", "sentence", "batch", "global") switch
            {
                "sentence" => NormalizationKind.Sentence,
                "batch" => NormalizationKind.Batch,
                _ => NormalizationKind.Global,
            },
            DividesByDeviation = arguments.Truth("std_norm", true),
            Epsilon = arguments.Number("epsilon", 1e-10, 0, 1),
            AvoidsPadding = arguments.Truth("avoid_padding_norm", false),
            Generation = current ? NormalizationGeneration.Current
                : arguments.Has("requires_grad") ? NormalizationGeneration.Legacy
                : NormalizationGeneration.Unknown,
        };
    }
}
