namespace EmotionAI.Audio;

/// <summary>Sets up how a recording is cut into windows, and how their scores become segments.</summary>
/// <example><code>
/// var calls = new SegmentOptions { Channels = SegmentChannels.Split, Hop = TimeSpan.FromSeconds(1) };
/// await foreach (var segment in speechClassifier.ClassifySegmentsAsync("call.wav", calls))
/// {
///     Console.WriteLine(segment);
/// }
/// </code></example>
public sealed class SegmentOptions
{
    /// <summary>3 s: about one spoken sentence, and what clips of emotional speech last (RAVDESS 3.7 s, EmoDB 2.8 s, IEMOCAP 4.5 s on average).</summary>
    internal static readonly TimeSpan UsualWindow = TimeSpan.FromSeconds(3);

    /// <summary>One frame of the search for speech.</summary>
    internal static readonly TimeSpan ShortestHop = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan LongestWindow = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets how much the model hears at once, at most 10 minutes; not more than <see cref="EmotionClassifierMetadata.MaxDuration"/>. Memory follows it, whatever the length of the recording.</summary>
    /// <value>The default value is null: 3 s, about one sentence and what models of emotional speech are trained on; less where the model reads less.</value>
    public TimeSpan? Window { get; set; }

    /// <summary>Gets or sets the time from the start of one window to the start of the next, from 10 ms to <see cref="Window"/>. Half of it is twice the work, and finds changes twice as finely.</summary>
    /// <value>The default value is null: half of the window, so that all that is said is heard whole by some window.</value>
    public TimeSpan? Hop { get; set; }

    /// <summary>Gets or sets what becomes of the end of the recording.</summary>
    /// <value>The default value is <see cref="LastWindow.Shifted"/>: models are at their best with what is as long as the rest.</value>
    public LastWindow LastWindow { get; set; } = LastWindow.Shifted;

    /// <summary>Gets or sets whether each window is a segment as it is: overlapping, told as soon as it is full, its labels given where nobody speaks too, without smoothing and without a shortest duration.</summary>
    /// <value>The default value is false: a timeline without overlaps.</value>
    public bool Raw { get; set; }

    /// <summary>Gets or sets the time over which scores are averaged beyond the overlap of windows, the middle counting most; never across silence. Zero switches it off.</summary>
    /// <value>The default value is null: one hop to each side.</value>
    public TimeSpan? Smoothing { get; set; }

    /// <summary>Gets or sets the shortest segment: a shorter change of label, pause or sound is given to the neighbour that fits better. The first and the last of a recording may be shorter.</summary>
    /// <value>The default value is 0.5 s: people do not name the emotion of less, and pauses within a sentence are shorter.</value>
    public TimeSpan MinimumDuration { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Gets or sets about how long a segment may get before it is told although it goes on, in a segment that follows; for live use.</summary>
    /// <value>The default value is null: a segment is told when it has ended.</value>
    public TimeSpan? MaximumDuration { get; set; }

    /// <summary>Gets or sets what the channels are.</summary>
    /// <value>The default value is <see cref="SegmentChannels.Mix"/>.</value>
    public SegmentChannels Channels { get; set; } = SegmentChannels.Mix;

    /// <summary>Gets or sets the only channel that is heard, from 0: what is in the others is not looked at, not even for silence. Of a recorded call that is the customer's, where the agent's feelings are nobody's business.</summary>
    /// <value>The default value is null: all channels, as <see cref="Channels"/> says.</value>
    public int? OnlyChannel { get; set; }

    internal SegmentOptions Copy() => (SegmentOptions)MemberwiseClone();

    /// <summary>Throws where a value is outside its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal void Validate()
    {
        CheckRange(Window, ShortestHop, LongestWindow, nameof(Window));
        CheckRange(Hop, ShortestHop, Window ?? LongestWindow, nameof(Hop));
        CheckRange(Smoothing, TimeSpan.Zero, LongestWindow, nameof(Smoothing));
        CheckRange(MinimumDuration, TimeSpan.Zero, LongestWindow, nameof(MinimumDuration));
        CheckRange(MaximumDuration, MinimumDuration > TimeSpan.FromSeconds(1) ? MinimumDuration : TimeSpan.FromSeconds(1), TimeSpan.MaxValue, nameof(MaximumDuration));
        ArgumentOutOfRangeException.ThrowIfNegative(OnlyChannel ?? 0, nameof(OnlyChannel));
        CheckName(LastWindow, nameof(LastWindow));
        CheckName(Channels, nameof(Channels));
    }

    private static void CheckRange(TimeSpan? value, TimeSpan least, TimeSpan most, string name)
    {
        if (value is { } set && (set < least || set > most))
        {
            throw new ArgumentOutOfRangeException(name, set, most == TimeSpan.MaxValue ? Invariant($"{name} must be {least.TotalSeconds} s or more.") : Invariant($"{name} must be from {least.TotalSeconds} s to {most.TotalSeconds} s."));
        }
    }

    private static void CheckName<T>(T value, string name)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be one of the names.");
        }
    }
}
