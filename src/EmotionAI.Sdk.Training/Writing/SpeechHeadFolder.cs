using EmotionAI.Audio;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Training.Data;
using EmotionAI.Training.Heads;

namespace EmotionAI.Training.Writing;

/// <summary>Writes a speech model: the encoder's folder, ONNX, SpeechBrain or Hugging Face, with another last layer.</summary>
internal sealed class SpeechHeadFolder(string encoder, IReadOnlyList<IAudioDecoder> decoders) : IHeadFolder
{
    public string Name => "checkpoint";

    public void Add(ModelFolderWriter writer, TrainedHead head) => SpeechHead.Write(writer, encoder, head.Labels, head.Weights.ToArray(), head.Bias.ToArray());

    public IReadOnlyList<EvaluatedSample> Classify(string directory, TrainedHead head, IReadOnlyList<PreparedSample> samples, CancellationToken cancellationToken)
    {
        using var classifier = AudioEmotionClassifier.Load(directory, new AudioEmotionOptions { SpeechGate = false, Decoders = [.. decoders] });
        return [.. samples.Select(sample => EvaluatedAnswer.Of(sample, classifier.ClassifyFile(sample.Input, cancellationToken: cancellationToken), head.Labels))];
    }

    public double[][] Expect(TrainedHead head, IReadOnlyList<PreparedSample> samples, CancellationToken cancellationToken)
    {
        using var features = AudioEncoder.Load(encoder, new AudioEncoderOptions { Decoders = [.. decoders] });
        return [.. samples.Select(sample => head.Scores(features.Encode(features.Decode(sample.Input, cancellationToken), cancellationToken).Vector))];
    }
}
