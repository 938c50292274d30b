using EmotionAI.Inference;

namespace EmotionAI.Mocks;

/// <summary>Stands in for a text model, in tests and where none is configured: the same text gives the same scores on every machine, and they mean nothing.</summary>
/// <remarks>Safe for concurrent calls. Every prediction says <see cref="EmotionPrediction.IsMock"/>.</remarks>
/// <example><code>
/// IEmotionClassifier&lt;string> classifier = new MockTextEmotionClassifier();
/// Console.WriteLine(classifier.Classify("any text").IsMock);
/// </code></example>
public sealed class MockTextEmotionClassifier : IEmotionClassifier<string>
{
    private const string ModelId = "mock-text";
    private const double Threshold = 0.5;

    private readonly DecisionRule _rule;
    private readonly Func<string, IReadOnlyList<string>?>? _answer;
    private readonly EmotionLabels _labels;
    private readonly EmotionLimits _limits;
    private volatile bool _disposed;

    /// <summary>Creates the mock.</summary>
    /// <param name="labels">The labels; null for <see cref="EmotionLabels.GoEmotions"/>.</param>
    /// <param name="answer">Gives the labels to accept in a text, best first, none for an empty answer; null, from it or in its place, to draw them from the text.</param>
    /// <param name="limits">The bounds for untrusted texts; null for <see cref="EmotionLimits.Default"/>.</param>
    public MockTextEmotionClassifier(EmotionLabels? labels = null, Func<string, IReadOnlyList<string>?>? answer = null, EmotionLimits? limits = null)
    {
        _labels = labels ?? EmotionLabels.GoEmotions;
        _answer = answer;
        _limits = (limits ?? EmotionLimits.Default).Copy();
        double[] thresholds = [.. Enumerable.Repeat(Threshold, _labels.Count)];
        _rule = new DecisionRule { ModelId = ModelId, Labels = _labels, ProblemType = ProblemType.MultiLabel, Activation = Activation.Sigmoid, Thresholds = thresholds };
        Metadata = new EmotionClassifierMetadata { ModelId = ModelId, Labels = _labels, ProblemType = ProblemType.MultiLabel, Thresholds = thresholds, IsMock = true };
    }

    /// <summary>Gets the description of the mock.</summary>
    public EmotionClassifierMetadata Metadata { get; }

    /// <summary>Answers for one text.</summary>
    /// <param name="input">The text.</param>
    /// <param name="options">The decision rule of this call; null for a threshold of 0.5.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="EmotionAIException">The text is longer than the limits allow.</exception>
    /// <exception cref="InvalidOperationException">The answer given to the constructor names a label that the mock does not have.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public EmotionPrediction Classify(string input, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        options?.Validate();
        return Predict(input, options, cancellationToken);
    }

    /// <summary>Answers for many texts; each prediction equals that of <see cref="Classify"/>.</summary>
    /// <param name="inputs">The texts, in any order and number.</param>
    /// <param name="options">The decision rule of this call; null for a threshold of 0.5.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>One prediction for each text, in the order of the texts.</returns>
    /// <exception cref="EmotionAIException">A text is longer than the limits allow.</exception>
    /// <exception cref="InvalidOperationException">The answer given to the constructor names a label that the mock does not have.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<string> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
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

    /// <summary>Answers for one text on the thread pool.</summary>
    /// <param name="input">The text.</param>
    /// <param name="options">The decision rule of this call; null for a threshold of 0.5.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="EmotionAIException">The text is longer than the limits allow.</exception>
    /// <exception cref="InvalidOperationException">The answer given to the constructor names a label that the mock does not have.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public ValueTask<EmotionPrediction> ClassifyAsync(string input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
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

    private EmotionPrediction Predict(string text, ClassificationOptions? options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (text.Length > _limits.TextCharacters)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The text has {text.Length} characters; at most {_limits.TextCharacters} are allowed."));
        }

        return ScoreDecoder.Decide(Scores(text), _rule, options, [], new InputFacts { IsMock = true });
    }

    private float[] Scores(string text)
    {
        var seed = MockFingerprint.Of(text);
        if (_answer?.Invoke(text) is not { } answer)
        {
            return MockScores.MultiLabel(seed, _labels);
        }

        int[] accepted = [.. answer.Select(label => MockAnswer.IndexOf(_labels, label))];
        return MockScores.MultiLabel(seed, _labels.Count, accepted);
    }
}
