using EmotionAI.Evaluation.Runs;
using EmotionAI.Text;
using EmotionAI.Training.Data;
using EmotionAI.Training.Heads;

namespace EmotionAI.Training.Writing;

/// <summary>Writes a text model: the encoder's Hugging Face folder with another last layer.</summary>
internal sealed class TextHeadFolder(string encoder) : IHeadFolder
{
    public string Name => "model";

    public void Add(ModelFolderWriter writer, TrainedHead head) => TextHead.Write(writer, encoder, head);

    public IReadOnlyList<EvaluatedSample> Classify(string directory, TrainedHead head, IReadOnlyList<PreparedSample> samples, CancellationToken cancellationToken)
    {
        using var classifier = TextEmotionClassifier.Load(directory);
        var predictions = classifier.ClassifyBatch([.. samples.Select(sample => sample.Input)], cancellationToken: cancellationToken);
        return [.. samples.Zip(predictions, (sample, prediction) => EvaluatedAnswer.Of(sample, prediction, head.Labels))];
    }

    public double[][] Expect(TrainedHead head, IReadOnlyList<PreparedSample> samples, CancellationToken cancellationToken)
    {
        using var features = TextEncoder.Load(encoder, new TextEncoderOptions { Pooling = TextPooling.Pooler, Normalize = false });
        return [.. features.EncodeBatch([.. samples.Select(sample => sample.Input)], cancellationToken).Select(embedding => head.Scores(embedding.Vector))];
    }
}
