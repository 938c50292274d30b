using EmotionAI.Audio;

namespace EmotionAI.Cli.Running;

/// <summary>Describes the voice in each segment while a recording goes by, as <see cref="VoiceDescriptors.Measure(AudioClip, TimeSpan, TimeSpan, CancellationToken)"/> would in the whole. Of a segment that is longer than <see cref="Longest"/> its beginning is described, so that memory follows that and the window, not the recording.</summary>
/// <param name="options">How the segments are cut.</param>
internal sealed class SegmentVoices(SegmentOptions options)
{
    /// <summary>So much of a segment is described at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>What a timeline looks ahead for the usual window, for smoothing, and to tell speech from silence is less.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(20);

    private const int AllChannels = -1;

    private readonly LinkedList<(long First, AudioClip Block)> _held = [];

    /// <summary>Where the next segment of each channel may begin, in frames.</summary>
    private readonly Dictionary<int, long> _starts = [];
    private readonly TimeSpan _late = (2 * ((options.Window ?? TimeSpan.Zero) + options.MinimumDuration)) + Ahead;
    private long _end;
    private int _sampleRate;

    /// <summary>Gets how many frames are held.</summary>
    public long HeldFrames => _held.Sum(held => (long)held.Block.FrameCount);

    /// <summary>Takes the next block of the recording.</summary>
    public void Add(AudioClip block)
    {
        if (_starts.Count == 0)
        {
            int[] channels = options.OnlyChannel is { } only ? [only] : options.Channels == SegmentChannels.Split ? [.. Enumerable.Range(0, block.Channels)] : [AllChannels];
            Array.ForEach(channels, channel => _starts[channel] = 0);
        }

        _sampleRate = block.SampleRate;
        _held.AddLast((_end, block));
        _end += block.FrameCount;
        Forget();
    }

    /// <summary>Describes the next segment of its channel.</summary>
    /// <exception cref="EmotionAIException">The sound has samples that are no finite numbers, or too high a rate.</exception>
    public VoiceDescriptors Describe(EmotionSegment segment, CancellationToken cancellationToken)
    {
        var (start, end) = (FrameOf(segment.Start), Math.Min(FrameOf(segment.End), FrameOf(segment.Start + Longest)));
        _starts[segment.Channel ?? AllChannels] = options.Raw ? start : FrameOf(segment.End);
        var voice = VoiceDescriptors.Measure(Cut(start, end, segment.Channel), cancellationToken);
        Forget();
        return voice;
    }

    private long FrameOf(TimeSpan time) => Math.Min(_end, (long)Math.Round(time.TotalSeconds * _sampleRate));

    private AudioClip Cut(long start, long end, int? channel)
    {
        List<float> samples = [];
        var channels = 1;
        foreach (var (first, block) in _held)
        {
            channels = channel is null ? block.Channels : 1;
            var (from, to) = (Math.Max(0, start - first), Math.Min(block.FrameCount, end - first));
            for (var frame = from; frame < to; frame++)
            {
                samples.AddRange(block.Samples.Span.Slice((int)(frame * block.Channels) + (channel ?? 0), channels));
            }
        }

        return new AudioClip(samples.ToArray(), _sampleRate, channels);
    }

    private void Forget()
    {
        var (longest, late) = ((long)(Longest.TotalSeconds * _sampleRate), _end - (long)(_late.TotalSeconds * _sampleRate));
        for (var node = _held.First; node is not null;)
        {
            var (next, first, last) = (node.Next, node.Value.First, node.Value.First + node.Value.Block.FrameCount);
            if (last <= late && _starts.Values.All(start => last <= start || first >= start + longest))
            {
                _held.Remove(node);
            }

            node = next;
        }
    }
}
