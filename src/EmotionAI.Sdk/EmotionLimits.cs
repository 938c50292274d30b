namespace EmotionAI;

/// <summary>Bounds what files from strangers may ask for. Whatever is above a bound is refused with <see cref="EmotionErrorCodes.LimitExceeded"/>.</summary>
/// <remarks>Immutable and safe for concurrent use. Sizes are in bytes unless said otherwise.</remarks>
public sealed class EmotionLimits
{
    /// <summary>Gets the bounds used where none are given; new ones each time, since the binder of configurations writes even to what can only be set once.</summary>
    public static EmotionLimits Default => new();

    /// <summary>Gets tighter bounds, for services that take files from anybody.</summary>
    public static EmotionLimits Untrusted => new()
    {
        TokenizerJsonBytes = 16 << 20,
        AudioDuration = TimeSpan.FromSeconds(120),
        TextCharacters = 100_000,
    };

    /// <summary>Gets the largest JSON configuration file.</summary>
    /// <value>The default value is 1 MiB.</value>
    public int JsonBytes { get; init; } = 1 << 20;

    /// <summary>Gets the deepest nesting of a JSON configuration file.</summary>
    /// <value>The default value is 32.</value>
    public int JsonDepth { get; init; } = 32;

    /// <summary>Gets the largest YAML file.</summary>
    /// <value>The default value is 64 KiB.</value>
    public int YamlBytes { get; init; } = 64 << 10;

    /// <summary>Gets the deepest nesting of a YAML file.</summary>
    /// <value>The default value is 32.</value>
    public int YamlDepth { get; init; } = 32;

    /// <summary>Gets the largest number of aliases in a YAML file.</summary>
    /// <value>The default value is 256.</value>
    public int YamlAliases { get; init; } = 256;

    /// <summary>Gets the largest <c>tokenizer.json</c> or vocabulary file.</summary>
    /// <value>The default value is 64 MiB.</value>
    public int TokenizerJsonBytes { get; init; } = 64 << 20;

    /// <summary>Gets the largest number of tokens of a vocabulary.</summary>
    /// <value>The default value is 1,000,000.</value>
    public int VocabularyTokens { get; init; } = 1_000_000;

    /// <summary>Gets the largest header of a safetensors file.</summary>
    /// <value>The default value is 16 MiB.</value>
    public int SafeTensorsHeaderBytes { get; init; } = 16 << 20;

    /// <summary>Gets the largest number of tensors of a checkpoint.</summary>
    /// <value>The default value is 65,536.</value>
    public int Tensors { get; init; } = 65_536;

    /// <summary>Gets the largest number of dimensions of a tensor.</summary>
    /// <value>The default value is 8.</value>
    public int TensorRank { get; init; } = 8;

    /// <summary>Gets the largest pickle.</summary>
    /// <value>The default value is 16 MiB.</value>
    public int PickleBytes { get; init; } = 16 << 20;

    /// <summary>Gets the largest number of opcodes of a pickle.</summary>
    /// <value>The default value is 1,000,000.</value>
    public int PickleOpcodes { get; init; } = 1_000_000;

    /// <summary>Gets the deepest stack of a pickle.</summary>
    /// <value>The default value is 4,096.</value>
    public int PickleStack { get; init; } = 4_096;

    /// <summary>Gets the largest string of a pickle.</summary>
    /// <value>The default value is 1 MiB.</value>
    public int PickleStringBytes { get; init; } = 1 << 20;

    /// <summary>Gets the largest number of entries of a zip archive.</summary>
    /// <value>The default value is 65,535.</value>
    public int ZipEntries { get; init; } = 65_535;

    /// <summary>Gets the largest ONNX file.</summary>
    /// <value>The default value is 2,147,483,647, the most that protobuf allows.</value>
    public int OnnxBytes { get; init; } = int.MaxValue;

    /// <summary>Gets the largest number of channels of an audio file.</summary>
    /// <value>The default value is 64.</value>
    public int AudioChannels { get; init; } = 64;

    /// <summary>Gets the highest sample rate of an audio file, in Hz.</summary>
    /// <value>The default value is 768,000.</value>
    public int AudioSampleRate { get; init; } = 768_000;

    /// <summary>Gets the largest number of chunks or metadata blocks of an audio file.</summary>
    /// <value>The default value is 1,024.</value>
    public int AudioChunks { get; init; } = 1_024;

    /// <summary>Gets the longest audio clip.</summary>
    /// <value>The default value is 600 s.</value>
    public TimeSpan AudioDuration { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>Gets the longest text before truncation, in UTF-16 code units.</summary>
    /// <value>The default value is 1,000,000.</value>
    public int TextCharacters { get; init; } = 1_000_000;

    /// <summary>Gets the default limits without a copy, for reading only: they are handed to nobody.</summary>
    internal static EmotionLimits Standard { get; } = new();

    internal EmotionLimits Copy() => (EmotionLimits)MemberwiseClone();
}
