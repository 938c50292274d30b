using EmotionAI.Inference;

namespace EmotionAI.Mocks;

/// <summary>Stands in for a speech model, in tests and where none is configured: the same clip gives the same scores on every machine, and they mean nothing.</summary>
/// <remarks>Safe for concurrent calls. Every prediction says <see cref="EmotionPrediction.IsMock"/>.</remarks>
public sealed class MockAudioEmotionClassifier : IEmotionClassifier<AudioClip>
{
    private const string ModelId = "mock-audio";
    private const int SampleRate = 16_000;

    private readonly DecisionRule _rule;
    private readonly Func<AudioClip, string?>? _answer;
    private readonly EmotionLabels _labels;
    private readonly EmotionLimits _limits;
    private volatile bool _disposed;

    /// <summary>Creates the mock.</summary>
    /// <param name="labels">The labels; null for <see cref="EmotionLabels.Ravdess"/>.</param>
    /// <param name="answer">Gives the label with the best score for a clip; null, from it or in its place, to draw it from the samples.</param>
    /// <param name="limits">The bounds for untrusted clips; null for <see cref="EmotionLimits.Default"/>.</param>
    public MockAudioEmotionClassifier(EmotionLabels? labels = null, Func<AudioClip, string?>? answer = null, EmotionLimits? limits = null)
    {
        _labels = labels ?? EmotionLabels.Ravdess;
        _answer = answer;
        _limits = (limits ?? EmotionLimits.Default).Copy();
        _rule = new DecisionRule { ModelId = ModelId, Labels = _labels, ProblemType = ProblemType.SingleLabel, Activation = Activation.Softmax };
        Metadata = new EmotionClassifierMetadata { ModelId = ModelId, Labels = _labels, ProblemType = ProblemType.SingleLabel, SampleRate = SampleRate, IsMock = true };
    }

    /// <summary>Gets the description of the mock.</summary>
    public EmotionClassifierMetadata Metadata { get; }

    /// <summary>Answers for one clip.</summary>
    /// <param name="input">The clip, of any sample rate and number of channels.</param>
    /// <param name="options">The decision rule of this call; null for the best score.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="EmotionAIException">The clip is empty or longer than the limits allow.</exception>
    /// <exception cref="InvalidOperationException">The answer given to the constructor names a label that the mock does not have.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public EmotionPrediction Classify(AudioClip input, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        options?.Validate();
        return Predict(input, options, cancellationToken);
    }

    /// <summary>Answers for many clips; each prediction equals that of <see cref="Classify"/>.</summary>
    /// <param name="inputs">The clips, in any order and number.</param>
    /// <param name="options">The decision rule of this call; null for the best score.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>One prediction for each clip, in the order of the clips.</returns>
    /// <exception cref="EmotionAIException">A clip is empty or longer than the limits allow.</exception>
    /// <exception cref="InvalidOperationException">The answer given to the constructor names a label that the mock does not have.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<AudioClip> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        options?.Validate();
        ObjectDisposedException.ThrowIf(_disposed, this);
        var predictions = new EmotionPrediction[inputs.Count];
        for (var i = 0; i < predictions.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(inputs[i], nameof(inputs));
            predictions[i] = Predict(inputs[i], options, cancellationToken);
        }

        return predictions;
    }

    /// <summary>Answers for one clip on the thread pool.</summary>
    /// <param name="input">The clip, of any sample rate and number of channels.</param>
    /// <param name="options">The decision rule of this call; null for the best score.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="EmotionAIException">The clip is empty or longer than the limits allow.</exception>
    /// <exception cref="InvalidOperationException">The answer given to the constructor names a label that the mock does not have.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public ValueTask<EmotionPrediction> ClassifyAsync(AudioClip input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
        new(Task.Run(() => Classify(input, options, cancellationToken), cancellationToken));

    /// <summary>Lets no new call start.</summary>
    public void Dispose() => _disposed = true;

    /// <summary>Lets no new call start.</summary>
    /// <returns>The end of it.</returns>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private EmotionPrediction Predict(AudioClip clip, ClassificationOptions? options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (clip.FrameCount == 0)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, "The clip is empty.");
        }

        if (clip.Duration > _limits.AudioDuration)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The clip lasts {clip.Duration.TotalSeconds:0.###} s; at most {_limits.AudioDuration.TotalSeconds:0.###} s are allowed."));
        }

        return ScoreDecoder.Decide(Scores(clip), _rule, options, [], new InputFacts { IsMock = true, IsIncomplete = clip.IsIncomplete });
    }

    private float[] Scores(AudioClip clip)
    {
        var answer = _answer?.Invoke(clip);
        return MockScores.SingleLabel(MockFingerprint.Of(clip), _labels.Count, answer is null ? null : MockAnswer.IndexOf(_labels, answer));
    }
}
