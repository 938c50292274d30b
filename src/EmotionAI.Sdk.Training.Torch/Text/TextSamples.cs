using EmotionAI.Text;
using EmotionAI.Training.Data;

namespace EmotionAI.Training.Torch.Text;

/// <summary>Holds texts as token ids with their labels.</summary>
internal sealed class TextSamples
{
    private readonly float[] _targets;

    private TextSamples(IReadOnlyList<int[]> ids, float[] targets, int labels) => (Ids, _targets, Labels) = (ids, targets, labels);

    public IReadOnlyList<int[]> Ids { get; }

    /// <summary>Gets the number of labels.</summary>
    public int Labels { get; }

    public int Count => Ids.Count;

    /// <summary>Encodes the texts of a part of the data.</summary>
    /// <exception cref="EmotionAIException">A text has no tokens, or a sample has not one label where one is asked for.</exception>
    public static TextSamples Encode(PreparedDataset data, IReadOnlyList<PreparedSample> samples, TextTokenizer tokenizer, int maxLength, ProblemType problemType)
    {
        var ids = new int[samples.Count][];
        var targets = new float[samples.Count * data.Labels.Count];
        var room = new int[maxLength];
        for (var i = 0; i < ids.Length; i++)
        {
            var count = tokenizer.Encode(samples[i].Input, room);
            ids[i] = count > 0 ? room[..count] : throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"The text of the sample '{samples[i].Id}' has no tokens; leave it out.");
            if (problemType == ProblemType.SingleLabel && samples[i].Labels.Count != 1)
            {
                throw new EmotionAIException(EmotionErrorCodes.InputInvalid, Invariant($"The sample '{samples[i].Id}' has {samples[i].Labels.Count} labels; one is allowed for {nameof(ProblemType)}.{ProblemType.SingleLabel}, any number for {ProblemType.MultiLabel}."));
            }

            foreach (var label in samples[i].Labels)
            {
                targets[(i * data.Labels.Count) + data.Labels.IndexOf(label)] = 1;
            }
        }

        return new TextSamples(ids, targets, data.Labels.Count);
    }

    /// <summary>Gets whether a sample has each label, 1 or 0.</summary>
    public ReadOnlySpan<float> Targets(int sample) => _targets.AsSpan(sample * Labels, Labels);

    /// <summary>Gets the targets of all samples.</summary>
    public ReadOnlySpan<float> AllTargets => _targets;
}
