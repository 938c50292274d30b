namespace EmotionAI.SpeechBrain;

/// <summary>Holds the arguments of a lobe that wraps an encoder, SpeechBrain's defaults filled in.</summary>
internal sealed record LobeParameters
{
    private const string OldName = "HuggingFaceWav2Vec2";
    private const string Default = "wav2vec2";
    private const string AllHiddens = "output_all_hiddens";

    public LobeKind Kind { get; init; }

    /// <summary>Gets the <c>model_type</c> that the class, and for the class of 2021 the source, stands for; a configuration beside the weights says it better.</summary>
    public required string ModelType { get; init; }

    /// <summary>Gets where the encoder came from: a name of the hub, or a folder.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the folder that transformers kept its files in; null where it is not said.</summary>
    public required string? SavePath { get; init; }

    /// <summary>Gets a value indicating whether the output is normalized over frames and channels together.</summary>
    public bool NormalizesOutput { get; init; }

    /// <summary>Gets a value indicating whether each frame of each layer is normalized before the layers are added.</summary>
    public bool NormalizesLayers { get; init; }

    /// <summary>Gets whether the samples are normalized; null where the front end of the encoder says it.</summary>
    public bool? NormalizesSamples { get; init; }

    /// <summary>Gets the sample rate that the lobe itself names, in Hz; null where it names none.</summary>
    public int? SampleRate { get; init; }

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="EmotionAIException">The class is another, or an argument is of the wrong type or asks for what is not supported.</exception>
    public static LobeParameters Read(HyperValue value, string file)
    {
        var arguments = HyperArguments.Of(value, file, SpeechBrainClasses.Lobes);
        var name = value.Text[(value.Text.LastIndexOf('.') + 1)..];
        return name switch
        {
            "WeightedSSLModel" => ReadWeightedLayers(arguments),
            "Whisper" or "HuggingFaceWhisper" => ReadWhisper(arguments),
            "FairseqWav2Vec2" => ReadFairseq(arguments),
            _ => ReadSamples(arguments, name),
        };
    }

    private static LobeParameters ReadSamples(HyperArguments arguments, string name)
    {
        RefuseAllHiddens(arguments);
        var source = SourceOf(arguments, "source");
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

    /// <summary>Reads <c>WeightedSSLModel</c>, which gives the samples to the encoder as they are.</summary>
    private static LobeParameters ReadWeightedLayers(HyperArguments arguments)
    {
        var hub = SourceOf(arguments, "hub");
        return new LobeParameters
        {
            Kind = LobeKind.WeightedLayers,
            ModelType = OfSource(hub),
            Source = hub,
            SavePath = Text(arguments, "save_path"),
            NormalizesLayers = arguments.Truth("layernorm", false),
            NormalizesSamples = false,
        };
    }

    private static LobeParameters ReadWhisper(HyperArguments arguments)
    {
        RefuseAllHiddens(arguments);
        if (!arguments.Truth("encoder_only", false))
        {
            throw arguments.Wrong(EmotionErrorCodes.FormatUnsupported, $"{arguments.Name}.encoder_only is off; on is supported: a classifier reads the encoder.");
        }

        return new LobeParameters
        {
            Kind = LobeKind.Whisper,
            ModelType = "whisper",
            Source = SourceOf(arguments, "source"),
            SavePath = Text(arguments, "save_path"),
            SampleRate = arguments.Integer("sampling_rate", 16_000, 100, 768_000),
        };
    }

    private static LobeParameters ReadFairseq(HyperArguments arguments) => new()
    {
        Kind = LobeKind.Fairseq,
        ModelType = Default,
        Source = SourceOf(arguments, "pretrained_path"),
        SavePath = null,
        NormalizesOutput = arguments.Truth("output_norm", false),
        NormalizesSamples = arguments.Find("input_norm")?.IsTrue,
    };

    private static void RefuseAllHiddens(HyperArguments arguments)
    {
        if (arguments.Truth(AllHiddens, false))
        {
            throw arguments.Wrong(EmotionErrorCodes.FormatUnsupported, $"{arguments.Name}.{AllHiddens} is on; the last layer only is supported.");
        }
    }

    private static string SourceOf(HyperArguments arguments, string name) =>
        Text(arguments, name) ?? throw arguments.Wrong(EmotionErrorCodes.FormatInvalid, $"{arguments.Name}.{name} is missing.");

    private static string? Text(HyperArguments arguments, string name) => arguments.Find(name) switch
    {
        null => null,
        { Kind: HyperValueKind.Text } text => text.Text,
        var other => throw arguments.Wrong(EmotionErrorCodes.FormatInvalid, $"{other.Name} is {other.Describe()}; a text is expected."),
    };

    private static string OfSource(string source) =>
        source.Contains("hubert", StringComparison.Ordinal) ? "hubert" : source.Contains("wavlm", StringComparison.Ordinal) ? "wavlm" : Default;
}
