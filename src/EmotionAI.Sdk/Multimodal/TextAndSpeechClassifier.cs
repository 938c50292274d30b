using EmotionAI.Audio;
using EmotionAI.Text;

namespace EmotionAI.Multimodal;

/// <summary>Recognises emotions in what somebody says by the words and by the sound: each is read by a model of its own, and their answers are put together.</summary>
/// <remarks>
/// <para>Safe for concurrent calls; meant to live as long as the application. Disposing it while calls run is safe: they end with an answer or <see cref="ObjectDisposedException"/>.</para>
/// <para>Both answers are merged by <see cref="TextAndSpeechOptions.Taxonomy"/>, and the weighted mean of the probabilities is taken over the labels that both then have (late fusion). The scores of a multi-label model count by their share of the sum.
/// A model that finds something which the other has no label for counts less, by what is left for the common labels. <see cref="EmotionPrediction.Senses"/> states the weights that came of it, and each answer by itself.</para>
/// <para>A sense without input does not count, nor does a clip in which nobody speaks, unless the speech gate is off; then the other one answers alone, and <see cref="EmotionSense.Silent"/> says why.</para>
/// </remarks>
/// <example><code>
/// using var both = TextAndSpeechClassifier.LoadDefault();
/// var prediction = both.Classify(new TextAndSpeech("I said I am fine!", AudioDecoder.Decode("call.wav")));
/// Console.WriteLine($"{prediction.Top.Label}, {prediction.Senses![0].Weight:P0} of it from the words");
/// </code></example>
public sealed class TextAndSpeechClassifier : IEmotionClassifier<TextAndSpeech>
{
    private readonly IEmotionClassifier<string> _text;
    private readonly IEmotionClassifier<AudioClip> _speech;
    private readonly TextAndSpeechOptions _options;
    private readonly SenseFusion _fusion;

    /// <summary>Initializes a new instance of the <see cref="TextAndSpeechClassifier"/> class.</summary>
    /// <param name="text">Reads the words; is disposed with this.</param>
    /// <param name="speech">Hears the sound; is disposed with this.</param>
    /// <param name="options">The set-up, which is copied; null for the defaults.</param>
    /// <exception cref="EmotionAIException">The taxonomy does not know a label of a model, a model gives quantities and not labels, or the models have fewer than two labels in common.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is below 0, or both are 0.</exception>
    public TextAndSpeechClassifier(IEmotionClassifier<string> text, IEmotionClassifier<AudioClip> speech, TextAndSpeechOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(speech);
        _options = options?.Copy() ?? new TextAndSpeechOptions();
        _options.Validate();
        _text = text;
        _speech = speech;
        _fusion = new SenseFusion(text.Metadata, speech.Metadata, _options);
    }

    /// <summary>Gets the description of both models as one: their common labels, single-label, and <c>text+speech</c> as the name.</summary>
    public EmotionClassifierMetadata Metadata => _fusion.Metadata;

    /// <summary>Loads the models of the packages EmotionAI.Sdk.Models.Text and EmotionAI.Sdk.Models.Speech.</summary>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>The classifier, to be disposed.</returns>
    /// <exception cref="EmotionAIException">A package is not referenced.</exception>
    public static TextAndSpeechClassifier LoadDefault(TextAndSpeechOptions? options = null)
    {
        var text = TextEmotionClassifier.LoadDefault();
        AudioEmotionClassifier? speech = null;
        try
        {
            speech = AudioEmotionClassifier.LoadDefault();
            return new TextAndSpeechClassifier(text, speech, options);
        }
        catch
        {
            text.Dispose();
            speech?.Dispose();
            throw;
        }
    }

    /// <summary>Classifies what somebody said.</summary>
    /// <param name="input">The words and the sound; one of them may be missing.</param>
    /// <param name="options">The decision rule for the joint scores; null for the best label. Each model answers by its own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The prediction, with <see cref="EmotionPrediction.Senses"/>.</returns>
    /// <exception cref="EmotionAIException">Both are missing, or the one that is there has the weight 0; or a model cannot read its input.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public EmotionPrediction Classify(TextAndSpeech input, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        return ClassifyBatch([input], options, cancellationToken)[0];
    }

    /// <summary>Classifies many inputs: the words of all, then the sound of all.</summary>
    /// <param name="inputs">The inputs, in any order and number.</param>
    /// <param name="options">The decision rule for the joint scores; null for the best label. Each model answers by its own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>One prediction for each input, in the order of the inputs.</returns>
    /// <exception cref="EmotionAIException">Of an input both are missing, or the one that is there has the weight 0; or a model cannot read its input.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<TextAndSpeech> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        options?.Validate();
        foreach (var input in inputs)
        {
            ArgumentNullException.ThrowIfNull(input, nameof(inputs));
            Check(input);
        }

        // Threshold and number of labels are of the joint answer.
        var own = options?.SpeechGate is { } gate ? new ClassificationOptions { SpeechGate = gate } : null;
        var texts = Answer(_text, [.. inputs.Select(TextOf)], own, cancellationToken);
        var clips = Answer(_speech, [.. inputs.Select(input => input.Clip)], own, cancellationToken);
        return Array.AsReadOnly([.. texts.Zip(clips, (text, speech) => _fusion.Fuse(text, speech, options))]);
    }

    /// <summary>Classifies what somebody said, on the thread pool.</summary>
    /// <param name="input">The words and the sound; one of them may be missing.</param>
    /// <param name="options">The decision rule for the joint scores; null for the best label. Each model answers by its own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The prediction, with <see cref="EmotionPrediction.Senses"/>.</returns>
    /// <exception cref="EmotionAIException">Both are missing, or the one that is there has the weight 0; or a model cannot read its input.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public ValueTask<EmotionPrediction> ClassifyAsync(TextAndSpeech input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
        new(Task.Run(() => Classify(input, options, cancellationToken), cancellationToken));

    /// <summary>Gets a part of the classifier: itself, its <see cref="EmotionClassifierMetadata"/> and <see cref="EmotionTaxonomy"/>, the classifier of each sense, or what that one gives.</summary>
    /// <param name="serviceType">The type asked for.</param>
    /// <param name="serviceKey">A key; nothing here has one.</param>
    /// <returns>The part; null where there is none.</returns>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType == typeof(EmotionClassifierMetadata) ? Metadata
            : serviceType == typeof(EmotionTaxonomy) ? _options.Taxonomy
            : _text.GetService(serviceType) ?? _speech.GetService(serviceType);
    }

    /// <summary>Frees both models once the calls in flight have ended.</summary>
    public void Dispose()
    {
        _text.Dispose();
        _speech.Dispose();
    }

    /// <summary>Frees both models once the calls in flight have ended.</summary>
    /// <returns>The end of it.</returns>
    public async ValueTask DisposeAsync()
    {
        await _text.DisposeAsync().ConfigureAwait(false);
        await _speech.DisposeAsync().ConfigureAwait(false);
    }

    private static string? TextOf(TextAndSpeech input) => string.IsNullOrWhiteSpace(input.Text) ? null : input.Text;

    private void Check(TextAndSpeech input)
    {
        var (hasText, hasClip) = (TextOf(input) is not null, input.Clip is not null);
        if (!(hasText && _options.TextWeight > 0) && !(hasClip && _options.SpeechWeight > 0))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, hasText || hasClip
                ? $"Only the {(hasText ? "text" : "clip")} is given, and its weight is 0."
                : "Neither a text nor a clip is given; one of them is needed.");
        }
    }

    /// <summary>Has a model answer what is there of its inputs, all at once.</summary>
    private static EmotionPrediction?[] Answer<T>(IEmotionClassifier<T> classifier, T?[] inputs, ClassificationOptions? options, CancellationToken cancellationToken)
        where T : class
    {
        var answers = new EmotionPrediction?[inputs.Length];
        int[] given = [.. Enumerable.Range(0, inputs.Length).Where(i => inputs[i] is not null)];
        var found = given.Length == 0 ? [] : classifier.ClassifyBatch([.. given.Select(i => inputs[i]!)], options, cancellationToken);
        for (var i = 0; i < given.Length; i++)
        {
            answers[given[i]] = found[i];
        }

        return answers;
    }
}
