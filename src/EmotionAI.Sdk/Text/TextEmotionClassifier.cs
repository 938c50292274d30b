using System.Buffers;
using EmotionAI.Bundles;
using EmotionAI.Diagnostics;
using EmotionAI.Inference;

namespace EmotionAI.Text;

/// <summary>Recognises emotions in text with a model that runs in this process.</summary>
/// <remarks>Safe for concurrent calls; meant to live as long as the application. Disposing it while calls run is safe: they end with an answer or <see cref="ObjectDisposedException"/>.</remarks>
/// <example><code>
/// using var classifier = TextEmotionClassifier.LoadDefault();
/// var prediction = classifier.Classify("I can't believe we won!");
/// Console.WriteLine($"{prediction.Top.Label}: {prediction.Top.Score:P0}");
/// </code></example>
public sealed class TextEmotionClassifier : IEmotionClassifier<string>
{
    private readonly TextModel _model;
    private readonly TextRunner _runner;
    private readonly TextEmotionOptions _options;
    private readonly TextInputs _inputs;
    private readonly TextWindows _windows;
    private readonly TextExplainer _explainer;

    private TextEmotionClassifier(ModelBundle bundle, TextEmotionOptions options)
    {
        _model = bundle.Text ?? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{bundle.Directory}' is not a text model but {bundle.Kind}.", bundle.Directory);
        _options = options.Copy();
        Metadata = bundle.Metadata!;
        Warnings = bundle.Problems;
        _inputs = new TextInputs(_model, _options);
        _runner = new TextRunner(_model.Network, _options, Metadata);
        _windows = new TextWindows(_model, _inputs, _runner, _options);
        _explainer = new TextExplainer(_model, _inputs, _runner);
    }

    /// <summary>Gets the description of the model.</summary>
    public EmotionClassifierMetadata Metadata { get; }

    /// <summary>Gets the warnings of the model folder: settings without effect, values that disagree, what was derived. None where all is as it should be.</summary>
    public IReadOnlyList<BundleProblem> Warnings { get; }

    /// <summary>Gets the tokenizer of the model.</summary>
    public TextTokenizer Tokenizer => _model.Tokenizer;

    /// <summary>Loads a model folder.</summary>
    /// <param name="directory">The folder; see <see cref="ModelBundle"/>.</param>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>The classifier, to be disposed.</returns>
    /// <exception cref="ModelBundleException">The folder has faults; all of them are listed.</exception>
    /// <exception cref="EmotionAIException">The folder does not exist or is not a text model.</exception>
    public static TextEmotionClassifier Load(string directory, TextEmotionOptions? options = null)
    {
        options ??= new TextEmotionOptions();
        options.Validate();
        using var bundle = ModelBundle.Load(directory, options.Limits);
        return new TextEmotionClassifier(bundle, options);
    }

    /// <summary>Loads a model folder that was read and checked already.</summary>
    /// <param name="bundle">The folder, usable; its weights must still be there.</param>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>The classifier, to be disposed.</returns>
    /// <exception cref="ModelBundleException">The folder has faults; all of them are listed.</exception>
    /// <exception cref="EmotionAIException">It is not a text model.</exception>
    public static TextEmotionClassifier Load(ModelBundle bundle, TextEmotionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        options ??= new TextEmotionOptions();
        options.Validate();
        return bundle.IsUsable ? new TextEmotionClassifier(bundle, options) : throw new ModelBundleException(bundle.Name, bundle.Problems);
    }

    /// <summary>Loads the model of the package EmotionAI.Sdk.Models.Text.</summary>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>The classifier, to be disposed.</returns>
    /// <exception cref="EmotionAIException">The package is not referenced.</exception>
    public static TextEmotionClassifier LoadDefault(TextEmotionOptions? options = null) => Load(DefaultModels.Text.Require(), options);

    /// <summary>Classifies one text.</summary>
    /// <param name="input">The text; what is beyond the model's length is cut off, or as <see cref="TextEmotionOptions.LongText"/> says.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="EmotionAIException">The text is longer than the limits allow.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public EmotionPrediction Classify(string input, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        options?.Validate();
        using var call = ClassifierTelemetry.Start(Metadata);
        try
        {
            return call.Answered(ClassifyOne(input, options, cancellationToken));
        }
        catch (Exception e) when (call.Failed(e))
        {
            throw;
        }
    }

    /// <summary>Classifies many texts; each prediction equals that of <see cref="Classify"/> within 1e-5.</summary>
    /// <param name="inputs">The texts, in any order and number.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>One prediction for each text, in the order of the texts.</returns>
    /// <exception cref="EmotionAIException">A text is longer than the limits allow.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<string> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        options?.Validate();
        using var call = ClassifierTelemetry.Start(Metadata);
        try
        {
            var predictions = new EmotionPrediction[inputs.Count];
            var portion = _runner.PortionOf(_model.MaxLength);
            for (var start = 0; start < inputs.Count; start += portion)
            {
                ClassifyPortion(inputs, start, Math.Min(portion, inputs.Count - start), options, predictions, cancellationToken);
            }

            return call.Answered(predictions);
        }
        catch (Exception e) when (call.Failed(e))
        {
            throw;
        }
    }

    /// <summary>Classifies one text on the thread pool.</summary>
    /// <param name="input">The text; what is beyond the model's length is cut off, or as <see cref="TextEmotionOptions.LongText"/> says.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="EmotionAIException">The text is longer than the limits allow.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public ValueTask<EmotionPrediction> ClassifyAsync(string input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
        new(Task.Run(() => Classify(input, options, cancellationToken), cancellationToken));

    /// <summary>Tells which words a score stands on: the text is run once more for each word, with that word hidden behind the mask token, all in batches.</summary>
    /// <param name="input">The text; what is beyond the model's length is cut off.</param>
    /// <param name="label">The label to explain; null for the best one.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The words with what each gives to the score: how much it falls without the word.</returns>
    /// <remarks>Costs as many runs as there are words, and one: a text of 20 words about ten times a single prediction on two cores.</remarks>
    /// <exception cref="EmotionAIException">The model has no such label, or the text is longer than the limits allow.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    /// <example><code>
    /// using var classifier = TextEmotionClassifier.LoadDefault();
    /// foreach (var word in classifier.Explain("I hate waiting", "anger").Words)
    /// {
    ///     Console.WriteLine($"{word.Text} {word.Weight:+0.00;-0.00}");
    /// }
    /// </code></example>
    public TextExplanation Explain(string input, string? label = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _explainer.Explain(input, label, cancellationToken);
    }

    /// <summary>Gets a part of the classifier: itself, its <see cref="EmotionClassifierMetadata"/>, its <see cref="TextTokenizer"/>.</summary>
    /// <param name="serviceType">The type asked for.</param>
    /// <param name="serviceKey">A key; nothing here has one.</param>
    /// <returns>The part; null where there is none.</returns>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType == typeof(EmotionClassifierMetadata) ? Metadata
            : serviceType == typeof(TextTokenizer) ? Tokenizer
            : null;
    }

    /// <summary>Frees the model once the calls in flight have ended; waits for them at most 30 s.</summary>
    public void Dispose() => _runner.Dispose();

    /// <summary>Frees the model once the calls in flight have ended.</summary>
    /// <returns>The end of it.</returns>
    public ValueTask DisposeAsync() => _runner.DisposeAsync();

    private EmotionPrediction ClassifyOne(string input, ClassificationOptions? options, CancellationToken cancellationToken)
    {
        var ids = ArrayPool<int>.Shared.Rent(_model.MaxLength);
        var logits = ArrayPool<float>.Shared.Rent(Metadata.Labels.Count);
        try
        {
            var length = _inputs.Encode(input, ids.AsSpan(0, _model.MaxLength), out var isTruncated);
            if (isTruncated && _options.LongText == LongTextPolicy.Windows)
            {
                return _windows.Classify(input, options, cancellationToken);
            }

            var output = logits.AsSpan(0, Metadata.Labels.Count);
            _runner.Run(ids.AsSpan(0, length), output, cancellationToken);
            return Decode(output, options, input, ids.AsSpan(0, length), isTruncated);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(ids);
            ArrayPool<float>.Shared.Return(logits);
        }
    }

    private void ClassifyPortion(IReadOnlyList<string> inputs, int start, int count, ClassificationOptions? options, EmotionPrediction[] predictions, CancellationToken cancellationToken)
    {
        var maxLength = _model.MaxLength;
        var labels = Metadata.Labels.Count;
        var ids = ArrayPool<int>.Shared.Rent(count * maxLength);
        var logits = ArrayPool<float>.Shared.Rent(count * labels);
        var rows = new List<(int Text, int Length, bool IsTruncated)>(count);
        try
        {
            for (var i = start; i < start + count; i++)
            {
                var length = _inputs.Encode(inputs[i], ids.AsSpan(rows.Count * maxLength, maxLength), out var isTruncated);
                if (isTruncated && _options.LongText == LongTextPolicy.Windows)
                {
                    predictions[i] = _windows.Classify(inputs[i], options, cancellationToken);
                }
                else
                {
                    rows.Add((i, length, isTruncated));
                }
            }

            _runner.Run(ids, maxLength, [.. rows.Select(row => row.Length)], logits, cancellationToken);
            for (var i = 0; i < rows.Count; i++)
            {
                var (text, length, isTruncated) = rows[i];
                predictions[text] = Decode(logits.AsSpan(i * labels, labels), options, inputs[text], ids.AsSpan(i * maxLength, length), isTruncated);
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(ids);
            ArrayPool<float>.Shared.Return(logits);
        }
    }

    private EmotionPrediction Decode(ReadOnlySpan<float> logits, ClassificationOptions? options, string input, ReadOnlySpan<int> ids, bool isTruncated) =>
        ScoreDecoder.Decode(logits, _model.Rule, options, new InputFacts { IsTruncated = isTruncated, TextQuality = _inputs.Quality(input, ids, isTruncated) });
}
