namespace EmotionAI.Audio.Features;

/// <summary>Sets up <see cref="AstFeatures"/>, as <c>preprocessor_config.json</c> of an AST model does; the defaults are those of <c>ASTFeatureExtractor</c>.</summary>
internal sealed record AstFeatureOptions
{
    public int SampleRate { get; init; } = 16_000;

    public int MelBands { get; init; } = 128;

    /// <summary>Gets the number of frames, whatever the length of the clip (<c>max_length</c>).</summary>
    public int Frames { get; init; } = 1_024;

    /// <summary>Gets whether <see cref="Mean"/> and <see cref="Deviation"/> are used (<c>do_normalize</c>).</summary>
    public bool Normalizes { get; init; } = true;

    public float Mean { get; init; } = -4.2677393f;

    public float Deviation { get; init; } = 4.5689974f;
}
