namespace EmotionAI.Audio;

/// <summary>Sets up a <see cref="FfmpegDecoder"/>.</summary>
public sealed class FfmpegOptions
{
    /// <summary>Gets or sets the program, by its absolute path: nothing is searched for.</summary>
    /// <value>The default value is empty, which is refused.</value>
    public string Path { get; set; } = "";

    /// <summary>Gets or sets how long the program may take for one recording, or for a block of one that is read block by block; it is ended then.</summary>
    /// <value>The default value is 60 s.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);
}
