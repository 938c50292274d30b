using EmotionAI.Evaluation.Runs;
using EmotionAI.Training.Data;
using EmotionAI.Training.Heads;

namespace EmotionAI.Training.Writing;

/// <summary>Writes an encoder's folder with another last layer, and asks the result.</summary>
internal interface IHeadFolder
{
    /// <summary>Gets the name of the model's folder in the seed's layout.</summary>
    string Name { get; }

    /// <summary>Adds weights, settings of the encoder and the decision rule.</summary>
    void Add(ModelFolderWriter writer, TrainedHead head);

    /// <summary>Loads the written folder and classifies samples.</summary>
    IReadOnlyList<EvaluatedSample> Classify(string directory, TrainedHead head, IReadOnlyList<PreparedSample> samples, CancellationToken cancellationToken);

    /// <summary>Computes what the trainer itself answers, before anything was written: the scores, <c>[samples, labels]</c>.</summary>
    double[][] Expect(TrainedHead head, IReadOnlyList<PreparedSample> samples, CancellationToken cancellationToken);
}
