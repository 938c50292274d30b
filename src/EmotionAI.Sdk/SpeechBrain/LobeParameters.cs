namespace EmotionAI.SpeechBrain;

/// <summary>Holds the arguments of a lobe that wraps an encoder of transformers, SpeechBrain's defaults filled in.</summary>
internal sealed record LobeParameters
{
    private const string OldName = "HuggingFaceWav2Vec2";
    private const string Default = "wav2vec2";

    /// <summary>Gets the <c>model_type</c> that the class, and for the class of 2021 the source, stands for; a configuration beside the weights says it better.</summary>
    public required string ModelType { get; init; }

    /// <summary>Gets where the encoder came from: a name of the hub, or a folder.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the folder that transformers kept its files in; null where it is not said.</summary>
    public required string? SavePath { get; init; }

    /// <summary>Gets a value indicating whether the output is normalized over frames and channels together.</summary>
    public required bool NormalizesOutput { get; init; }

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="EmotionAIException">The class is another, or an argument is of the wrong type or asks for what is not supported.</exception>
    public static LobeParameters Read(HyperValue value, string file)
    {
        var arguments = HyperArguments.Of(value, file, SpeechBrainClasses.Lobes);
        var name = value.Text[(value.Text.LastIndexOf('.') + 1)..];
        if (arguments.Truth("output_all_hiddens", false))
        {
            throw arguments.Wrong(EmotionErrorCodes.FormatUnsupported, $"{arguments.Name}.output_all_hiddens is on; the last layer only is supported.");
        }

        var source = Text(arguments, "source") ?? throw arguments.Wrong(EmotionErrorCodes.FormatInvalid, $"{arguments.Name}.source is missing.");
        return new LobeParameters
        {
            ModelType = name switch
            {
                "HuBERT" => "hubert",
                "WavLM" => "wavlm",
                OldName => OfSource(source),
                _ => Default,
            },
            Source = source,
            SavePath = Text(arguments, "save_path"),
            NormalizesOutput = arguments.Truth("output_norm", name == OldName),
        };
    }

    private static string? Text(HyperArguments arguments, string name) => arguments.Find(name) switch
    {
        null => null,
        { Kind: HyperValueKind.Text } text => text.Text,
        var other => throw arguments.Wrong(EmotionErrorCodes.FormatInvalid, $"{other.Name} is {other.Describe()}; a text is expected."),
    };

    private static string OfSource(string source) =>
        source.Contains("hubert", StringComparison.Ordinal) ? "hubert" : source.Contains("wavlm", StringComparison.Ordinal) ? "wavlm" : Default;
}
