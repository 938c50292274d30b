namespace EmotionAI.Audio.Segments;

/// <summary>Is the part of a stretch that lies within one hop, in frames: the smallest thing that has scores of its own.</summary>
internal sealed class SoundPiece(SoundStretch stretch, long start)
{
    private SoundTotals _totals;

    public SoundStretch Stretch => stretch;

    public long Start { get; } = start;

    /// <summary>Gets the frame behind its last one.</summary>
    public long End { get; private set; } = start;

    public long Middle => Start + ((End - Start) / 2);

    public SoundTotals Totals => _totals;

    /// <summary>Gets or sets the score of every label.</summary>
    public float[] Scores { get; set; } = [];

    /// <summary>Gets or sets whether the channels cancelled each other in a window that it was heard in.</summary>
    public bool IsCancelled { get; set; }

    public void Add(in SoundTotals frame)
    {
        _totals.Add(frame);
        End++;
    }
}
