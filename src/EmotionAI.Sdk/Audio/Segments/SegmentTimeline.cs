using System.Diagnostics.CodeAnalysis;
using EmotionAI.Inference;

namespace EmotionAI.Audio.Segments;

/// <summary>Makes a timeline without overlaps: speech is told from silence, the scores of windows are averaged piece by piece, smoothed, and put together where the best label is the same.</summary>
/// <remarks>Looks ahead by a window, by what smoothing and the search for speech need, and by the shortest segment; holds as much.</remarks>
internal sealed class SegmentTimeline : ISegmentSource
{
    private static readonly TimeSpan ShortestSpeech = TimeSpan.FromMilliseconds(200);

    private readonly SegmentPlan _plan;
    private readonly DecisionRule _rule;
    private readonly ClassificationOptions? _options;
    private readonly EmotionClassifierMetadata _model;
    private readonly int? _channel;
    private readonly FrameLevels _levels;
    private readonly SpeechFrames _speech = new();
    private readonly SoundRuns _runs;
    private readonly WindowScores _windows = new();
    private readonly ScoreSmoothing _smoothing;
    private readonly LabelRuns _labels;

    /// <summary>The frames that are not judged yet, then those whose kind is not decided yet, then the pieces that are not scored yet.</summary>
    private readonly Queue<SoundTotals> _measured = [];
    private readonly Queue<SoundTotals> _judged = [];
    private readonly Queue<(bool IsSpeech, long Count)> _decided = [];
    private readonly Queue<SoundPiece> _pieces = [];
    private readonly Queue<EmotionSegment> _segments = [];
    private SoundPiece? _piece;
    private long _hop;
    private long _frame;
    private long _samples;
    private bool _isEnd;
    private bool _isIncomplete;

    public SegmentTimeline(SegmentPlan plan, EmotionClassifierMetadata model, ClassificationOptions? options, int channels, int? channel)
    {
        (_plan, _model, _options, _channel) = (plan, model, options, channel);
        _rule = new DecisionRule { ModelId = model.ModelId, Labels = model.Labels, ProblemType = model.ProblemType, Activation = Activation.None, Thresholds = model.Thresholds, TopK = model.TopK };
        _levels = new FrameLevels(plan.SampleRate, channels);
        _runs = new SoundRuns(plan.LeastFrames);
        _smoothing = new ScoreSmoothing(plan.SmoothingRadius);
        _labels = new LabelRuns(plan, model.ProblemType != ProblemType.Regression, Tell);
    }

    public void Add(ReadOnlySpan<ReadOnlyMemory<float>> step)
    {
        _samples += step[0].Length;
        _speech.Add(_levels.Measure(step, out var totals));
        _measured.Enqueue(totals);
        Advance();
    }

    public void Add(in SoundWindow window, EmotionPrediction prediction)
    {
        var scores = new float[prediction.Scores.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = prediction.Scores[i].Score;
        }

        _windows.Add(new ScoredWindow(window.Start / _plan.FrameLength, _plan.FramesOf(window.End), scores, prediction.Quality is { ChannelsCancelled: true }));
    }

    public void Finish(bool isIncomplete)
    {
        (_isEnd, _isIncomplete) = (true, isIncomplete);
        _speech.Finish();
        Judge();
        _runs.Finish(_decided);
        Divide();
        if (_piece is not null)
        {
            _piece.Stretch.IsClosed = true;
            _pieces.Enqueue(_piece);
        }

        Score();
    }

    public bool TryTake([NotNullWhen(true)] out EmotionSegment? segment) => _segments.TryDequeue(out segment);

    private void Advance()
    {
        Judge();
        Divide();
        Score();
    }

    /// <summary>Finds the frames in which somebody speaks.</summary>
    private void Judge()
    {
        Span<bool> speech = stackalloc bool[SpeechFrames.Group];
        while (_speech.TryJudge(speech, _isEnd))
        {
            foreach (var isSpeech in speech)
            {
                // The last five are filled up.
                if (_measured.TryDequeue(out var totals))
                {
                    totals.Active = isSpeech ? 1 : 0;
                    _judged.Enqueue(totals);
                    _runs.Add(isSpeech, _decided);
                }
            }
        }
    }

    /// <summary>Divides what is decided into pieces: at every hop, and where speech begins and ends.</summary>
    private void Divide()
    {
        while (_decided.TryDequeue(out var run))
        {
            for (var i = 0L; i < run.Count; i++)
            {
                Place(run.IsSpeech || !_plan.IsGated, _judged.Dequeue());
            }
        }
    }

    private void Place(bool isSpeech, in SoundTotals totals)
    {
        var isHop = _frame >= _plan.FrameOfHop(_hop + 1);
        _hop += isHop ? 1 : 0;
        if (_piece is null || isHop || _piece.Stretch.IsSpeech != isSpeech)
        {
            var stretch = _piece?.Stretch;
            if (stretch?.IsSpeech != isSpeech)
            {
                stretch?.IsClosed = true;
                stretch = new SoundStretch(_frame, isSpeech);
            }

            if (_piece is not null)
            {
                _pieces.Enqueue(_piece);
            }

            _piece = new SoundPiece(stretch!, _frame);
        }

        _piece.Add(totals);
        _piece.Stretch.End = ++_frame;
    }

    /// <summary>Scores the pieces whose windows are all answered, and hands them on.</summary>
    private void Score()
    {
        var reach = _plan.FramesOf(_plan.Window) + 1;
        while (_pieces.TryPeek(out var piece) && (_isEnd || piece.Middle + reach <= _frame))
        {
            _pieces.Dequeue();
            _windows.Score(piece);
            _smoothing.Add(piece, _labels.Add);
            if (piece.Stretch.IsClosed && piece.End == piece.Stretch.End)
            {
                _smoothing.Finish(_labels.Add);
                _labels.Finish();
            }
        }
    }

    private void Tell(LabelRun run)
    {
        var start = _plan.TimeOf(run.Start * _plan.FrameLength);
        var end = _plan.TimeOf(Math.Min(_samples, run.End * _plan.FrameLength));
        var facts = new InputFacts
        {
            AudioQuality = run.Totals.Describe(end - start, _plan.TimeOf(_plan.FrameLength), ReasonOf(run), run.IsCancelled),
            IsGated = _plan.IsGated,
            IsIncomplete = _isIncomplete && run.End * _plan.FrameLength >= _samples,
            IsMock = _model.IsMock,
        };
        _segments.Enqueue(new EmotionSegment { Start = start, End = end, Prediction = ScoreDecoder.Decide(run.Scores, _rule, _options, [], facts), Channel = _channel });
    }

    /// <summary>Says why nobody speaks; null where somebody does.</summary>
    private NoSpeechReason? ReasonOf(LabelRun run)
    {
        var isSpeech = _plan.IsGated ? run.Stretch.IsSpeech : run.Totals.Active > 0;
        return isSpeech ? null
            : _isEnd && _plan.TimeOf(_samples) < ShortestSpeech ? NoSpeechReason.TooShort
            : run.Totals.IsHeard ? NoSpeechReason.Steady
            : NoSpeechReason.Silent;
    }
}
