using EmotionAI.Bundles;
using EmotionAI.Inference;
using EmotionAI.Models;

namespace EmotionAI.Audio;

/// <summary>Answers for every frame of a clip, with a model that does.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class FrameClassifier : IDisposable
{
    private readonly AudioModel _model;
    private readonly FrameLevel _frames;
    private readonly SpeechInputs _inputs;
    private readonly OnnxSession _session;

    /// <exception cref="EmotionAIException">The model gives one answer a clip.</exception>
    public FrameClassifier(ModelBundle bundle, EmotionLimits limits)
    {
        if (bundle.Audio is not { Frames: { } frames, Network: WrittenNetwork network } model)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{bundle.Directory}' is {bundle.Kind}, which gives one answer a clip.", bundle.Directory);
        }

        (_model, _frames) = (model, frames);
        _inputs = new SpeechInputs(model, limits, []);
        _session = network.Open(new SessionSettings(null), frames.Head, model.Rule.Labels.Count, areFrames: true);
    }

    /// <summary>Computes the log-probabilities, <c>[frames, labels]</c>.</summary>
    /// <exception cref="EmotionAIException">The clip is empty, longer than the limits allow, or no sound.</exception>
    public float[] Score(AudioClip clip, CancellationToken cancellationToken = default)
    {
        using var features = _inputs.Read(clip, out _);
        var scores = new float[_frames.CountOf(features.Shape.Third) * _model.Rule.Labels.Count];
        _session.Run(features.Values, new TensorShape(1, features.Shape.Second, features.Shape.Third), [], scores, cancellationToken);
        return scores;
    }

    /// <summary>Finds the segments of one label.</summary>
    /// <exception cref="EmotionAIException">The clip is empty, longer than the limits allow, or no sound.</exception>
    public IReadOnlyList<FrameSegment> Segments(AudioClip clip, CancellationToken cancellationToken = default) =>
        FrameSegments.Merge(Score(clip, cancellationToken), _model.Rule.Labels.Count, _frames.Stride, _frames.Length);

    public void Dispose() => _session.Dispose();
}
