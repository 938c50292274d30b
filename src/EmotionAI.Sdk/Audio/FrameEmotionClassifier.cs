using System.Numerics.Tensors;
using EmotionAI.Bundles;
using EmotionAI.Inference;
using EmotionAI.Models;

namespace EmotionAI.Audio;

/// <summary>Says how a voice comes across from moment to moment of a clip, with a model that answers for every frame, such as SpeechBrain's emotion diarization.</summary>
/// <remarks>
/// <para>Safe for concurrent calls; meant to live as long as the application. Follows <c>Speech_Emotion_Diarization</c> of SpeechBrain: frames one after another with the same best label are one segment; where frames overlap, segments do.</para>
/// <para><see cref="AudioEmotionClassifier"/> takes such a folder too and answers with the mean of the frames; so does <see cref="EmotionSegmentExtensions"/>, which takes recordings of any length, window by window.</para>
/// </remarks>
/// <example><code>
/// using var frames = FrameEmotionClassifier.Load("models/emotion-diarization-wavlm-large");
/// foreach (var segment in frames.Classify(AudioDecoder.Decode("call.wav")))
/// {
///     Console.WriteLine($"{segment.Start.TotalSeconds:0.00} to {segment.End.TotalSeconds:0.00} s: {segment.Prediction.Top.Label}");
/// }
/// </code></example>
public sealed class FrameEmotionClassifier : IDisposable, IAsyncDisposable
{
    private readonly AudioModel _model;
    private readonly FrameLevel _frames;
    private readonly SpeechInputs _inputs;
    private readonly OnnxSession _session;

    private FrameEmotionClassifier(ModelBundle bundle, AudioEmotionOptions options)
    {
        if (bundle.Audio is not { Frames: { } frames, Network: WrittenNetwork network } model)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{bundle.Directory}' is {bundle.Kind}, which gives one answer a clip: AudioEmotionClassifier reads it.", bundle.Directory);
        }

        var own = options.Copy();
        (_model, _frames, Metadata) = (model, frames, bundle.Metadata!);
        _inputs = new SpeechInputs(model, own.Limits, own.Decoders);
        _session = network.Open(new SessionSettings(own.Threads), frames.Head, model.Rule.Labels.Count, areFrames: true);
    }

    /// <summary>Gets the description of the model.</summary>
    public EmotionClassifierMetadata Metadata { get; }

    /// <summary>Loads a model folder.</summary>
    /// <param name="directory">The folder; see <see cref="ModelBundle"/>.</param>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>The classifier, to be disposed.</returns>
    /// <exception cref="ModelBundleException">The folder has faults; all of them are listed.</exception>
    /// <exception cref="EmotionAIException">The folder does not exist, or its model gives one answer a clip.</exception>
    public static FrameEmotionClassifier Load(string directory, AudioEmotionOptions? options = null)
    {
        options ??= new AudioEmotionOptions();
        options.Validate();
        using var bundle = ModelBundle.Load(directory, options.Limits);
        return new FrameEmotionClassifier(bundle, options);
    }

    /// <summary>Finds the segments of one label.</summary>
    /// <param name="clip">The clip, of any sample rate and number of channels.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The segments in order, with the mean of their frames' probabilities as scores. There is no gate: silence has labels too.</returns>
    /// <exception cref="EmotionAIException">The clip is empty, longer than the limits allow, or no sound.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public IReadOnlyList<EmotionSegment> Classify(AudioClip clip, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var labels = _model.Rule.Labels.Count;
        var scores = Score(clip, out var facts, cancellationToken);
        TensorPrimitives.Exp(scores, scores);
        var first = 0;
        var segments = new List<EmotionSegment>();
        foreach (var run in FrameSegments.Merge(scores, labels, _frames.Stride, _frames.Length))
        {
            segments.Add(new EmotionSegment { Start = run.Start, End = run.End, Prediction = Mean(scores.AsSpan(first * labels, run.Frames * labels), facts) });
            first += run.Frames;
        }

        return segments.AsReadOnly();
    }

    /// <summary>Frees the model once the calls in flight have ended; waits for them at most 30 s.</summary>
    public void Dispose() => _session.Dispose();

    /// <summary>Frees the model once the calls in flight have ended.</summary>
    /// <returns>The end of it.</returns>
    public ValueTask DisposeAsync() => _session.DisposeAsync();

    /// <summary>Computes the log-probabilities, <c>[frames, labels]</c>.</summary>
    internal float[] Score(AudioClip clip, CancellationToken cancellationToken = default) => Score(clip, out _, cancellationToken);

    private float[] Score(AudioClip clip, out InputFacts facts, CancellationToken cancellationToken)
    {
        using var features = _inputs.Read(clip, out _);
        facts = new InputFacts { IsTruncated = features.IsTruncated, IsIncomplete = clip.IsIncomplete };
        var scores = new float[_frames.CountOf(features.Shape.Third) * _model.Rule.Labels.Count];
        _session.Run(features.Values, new TensorShape(1, features.Shape.Second, features.Shape.Third), [], scores, cancellationToken);
        return scores;
    }

    private EmotionPrediction Mean(ReadOnlySpan<float> frames, InputFacts facts)
    {
        var labels = _model.Rule.Labels.Count;
        var mean = new float[labels];
        for (var frame = 0; frame < frames.Length; frame += labels)
        {
            TensorPrimitives.Add(mean, frames.Slice(frame, labels), mean);
        }

        TensorPrimitives.Divide(mean, frames.Length / labels, mean);
        return ScoreDecoder.Decide(mean, _model.Rule, options: null, logits: [], facts);
    }
}
