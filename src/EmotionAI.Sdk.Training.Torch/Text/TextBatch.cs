using static TorchSharp.torch;

namespace EmotionAI.Training.Torch.Text;

/// <summary>Holds texts of one batch, padded to the longest.</summary>
/// <param name="Ids">The token ids, <c>[batch, tokens]</c>.</param>
/// <param name="Positions">The number of each token's position, in the same shape.</param>
/// <param name="Bias">What is added to the scores of attention: 0 for tokens, -∞ for padding, <c>[batch, 1, 1, tokens]</c>; null where nothing is padded.</param>
internal sealed record TextBatch(Tensor Ids, Tensor Positions, Tensor? Bias)
{
    /// <summary>Puts texts together.</summary>
    /// <param name="texts">The ids of each.</param>
    /// <param name="settings">Tells how positions are counted.</param>
    /// <param name="padding">The id of the padding.</param>
    /// <param name="type">The type of the numbers.</param>
    public static TextBatch Of(IReadOnlyList<int[]> texts, TextSettings settings, int padding, ScalarType type = ScalarType.Float32)
    {
        var length = texts.Max(text => text.Length);
        var (ids, positions, bias) = (new long[texts.Count * length], new long[texts.Count * length], new float[texts.Count * length]);
        for (var row = 0; row < texts.Count; row++)
        {
            var next = settings.Family.HasOffsetPositions ? settings.PaddingId + 1 : 0;
            for (var i = 0; i < length; i++)
            {
                var (at, isText) = ((row * length) + i, i < texts[row].Length);
                ids[at] = isText ? texts[row][i] : padding;
                bias[at] = isText ? 0 : float.NegativeInfinity;

                // RoBERTa counts no padding, be it in the text itself.
                positions[at] = settings.Family.HasOffsetPositions && ids[at] == settings.PaddingId ? settings.PaddingId : isText ? next++ : 0;
            }
        }

        long[] shape = [texts.Count, length];
        var isPadded = texts.Any(text => text.Length < length);
        return new TextBatch(tensor(ids, shape), tensor(positions, shape), isPadded ? tensor(bias, [texts.Count, 1, 1, length]).to_type(type) : null);
    }
}
