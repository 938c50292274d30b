namespace EmotionAI;

/// <summary>Bounds what untrusted files may ask for. Whatever is above a bound is refused with <see cref="EmotionErrorCodes.LimitExceeded"/>.</summary>
/// <remarks>Options hold limits of their own, and classifiers copy them. Sizes are in bytes unless said otherwise.</remarks>
public sealed class EmotionLimits
{
    /// <summary>Gets the bounds used where none are given; new ones each time.</summary>
    public static EmotionLimits Default => new();

    /// <summary>Gets tighter bounds, for services that take files from anybody.</summary>
    public static EmotionLimits Untrusted => new()
    {
        TokenizerJsonBytes = 16 << 20,
        AudioDuration = TimeSpan.FromSeconds(120),
        AudioBytes = 64 << 20,
        TextCharacters = 100_000,
    };

    /// <summary>Gets or sets the largest JSON configuration file.</summary>
    /// <value>The default value is 1 MiB.</value>
    public int JsonBytes { get; set; } = 1 << 20;

    /// <summary>Gets or sets the deepest nesting of a JSON configuration file.</summary>
    /// <value>The default value is 32.</value>
    public int JsonDepth { get; set; } = 32;

    /// <summary>Gets or sets the largest YAML file.</summary>
    /// <value>The default value is 64 KiB.</value>
    public int YamlBytes { get; set; } = 64 << 10;

    /// <summary>Gets or sets the deepest nesting of a YAML file.</summary>
    /// <value>The default value is 32.</value>
    public int YamlDepth { get; set; } = 32;

    /// <summary>Gets or sets the largest number of aliases in a YAML file.</summary>
    /// <value>The default value is 256.</value>
    public int YamlAliases { get; set; } = 256;

    /// <summary>Gets or sets the largest <c>tokenizer.json</c> or vocabulary file.</summary>
    /// <value>The default value is 64 MiB.</value>
    public int TokenizerJsonBytes { get; set; } = 64 << 20;

    /// <summary>Gets or sets the largest number of tokens of a vocabulary.</summary>
    /// <value>The default value is 1,000,000.</value>
    public int VocabularyTokens { get; set; } = 1_000_000;

    /// <summary>Gets or sets the largest header of a safetensors file.</summary>
    /// <value>The default value is 16 MiB.</value>
    public int SafeTensorsHeaderBytes { get; set; } = 16 << 20;

    /// <summary>Gets or sets the largest number of tensors of a checkpoint.</summary>
    /// <value>The default value is 65,536.</value>
    public int Tensors { get; set; } = 65_536;

    /// <summary>Gets or sets the largest number of dimensions of a tensor.</summary>
    /// <value>The default value is 8.</value>
    public int TensorRank { get; set; } = 8;

    /// <summary>Gets or sets the largest pickle.</summary>
    /// <value>The default value is 16 MiB.</value>
    public int PickleBytes { get; set; } = 16 << 20;

    /// <summary>Gets or sets the largest number of opcodes of a pickle.</summary>
    /// <value>The default value is 1,000,000.</value>
    public int PickleOpcodes { get; set; } = 1_000_000;

    /// <summary>Gets or sets the deepest stack of a pickle.</summary>
    /// <value>The default value is 4,096.</value>
    public int PickleStack { get; set; } = 4_096;

    /// <summary>Gets or sets the largest string of a pickle.</summary>
    /// <value>The default value is 1 MiB.</value>
    public int PickleStringBytes { get; set; } = 1 << 20;

    /// <summary>Gets or sets the largest number of entries of a zip archive.</summary>
    /// <value>The default value is 65,535.</value>
    public int ZipEntries { get; set; } = 65_535;

    /// <summary>Gets or sets the largest ONNX file.</summary>
    /// <value>The default value is 2,147,483,647, the most that protobuf allows.</value>
    public int OnnxBytes { get; set; } = int.MaxValue;

    /// <summary>Gets or sets the largest number of channels of an audio file.</summary>
    /// <value>The default value is 64.</value>
    public int AudioChannels { get; set; } = 64;

    /// <summary>Gets or sets the highest sample rate of an audio file, in Hz.</summary>
    /// <value>The default value is 768,000.</value>
    public int AudioSampleRate { get; set; } = 768_000;

    /// <summary>Gets or sets the largest number of chunks or metadata blocks of an audio file.</summary>
    /// <value>The default value is 1,024.</value>
    public int AudioChunks { get; set; } = 1_024;

    /// <summary>Gets or sets the longest audio clip that is held. A recording that is read block by block may be longer.</summary>
    /// <value>The default value is 600 s.</value>
    public TimeSpan AudioDuration { get; set; } = TimeSpan.FromSeconds(600);

    /// <summary>Gets or sets the largest recording that is held while it is read from a stream asynchronously, or from a pipe for a decoder that is plugged in; and the most that those samples of a compressed one may take that are held.</summary>
    /// <value>The default value is 512 MiB.</value>
    public int AudioBytes { get; set; } = 512 << 20;

    /// <summary>Gets or sets the longest text before truncation, in UTF-16 code units.</summary>
    /// <value>The default value is 1,000,000.</value>
    public int TextCharacters { get; set; } = 1_000_000;

    /// <summary>Gets the default limits without a copy, for reading only: they are handed to nobody.</summary>
    internal static EmotionLimits Standard { get; } = new();

    internal EmotionLimits Copy() => (EmotionLimits)MemberwiseClone();
}
