namespace EmotionAI.Audio.Decoding;

/// <summary>Names how the frames of a FLAC file end.</summary>
internal enum FlacStreamEnd
{
    /// <summary>They do not: a frame follows.</summary>
    None,

    /// <summary>With the file, with a tag or padding, or with all the samples announced.</summary>
    Clean,

    /// <summary>Before bytes that are nothing known.</summary>
    Foreign,
}
