namespace EmotionAI.Audio.Matroska;

/// <summary>Holds what a Matroska file says about one of its tracks.</summary>
internal sealed class MatroskaTrack
{
    public long Number { get; set; }

    /// <summary>Gets or sets the kind of track: 2 for sound.</summary>
    public ulong Kind { get; set; }

    public string Codec { get; set; } = "";

    /// <summary>Gets or sets the headers of the codec.</summary>
    public byte[] Private { get; set; } = [];

    /// <summary>Gets or sets what is left out at the beginning, in ns; null where it is not told.</summary>
    public ulong? Delay { get; set; }

    /// <summary>Gets or sets whether blocks are compressed or encrypted as a whole.</summary>
    public bool IsEncoded { get; set; }

    public bool IsSound => Kind == 2;
}
