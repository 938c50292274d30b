using System.Text;

namespace EmotionAI.Text.Tokenization.Unigram;

/// <summary>Holds what the files say about a Unigram model.</summary>
internal sealed record UnigramDescription : ModelDescription
{
    /// <summary>Gets the score of each id.</summary>
    public required double[] Scores { get; init; }

    /// <summary>Gets the id of what is no piece; null where the files give none, which is refused.</summary>
    public required int? UnknownId { get; init; }

    /// <summary>Gets whether unknown characters are written as bytes, where all of them are pieces.</summary>
    public bool ByteFallback { get; init; }

    /// <inheritdoc/>
    public override ITokenModel Build(Vocabulary vocabulary, string path)
    {
        var name = Path.GetFileName(path);
        if (UnknownId is not { } unknown || unknown < 0 || unknown >= Scores.Length)
        {
            var found = UnknownId is { } id ? Invariant($"{id}") : "nothing";
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, Invariant($"'{name}', model.unk_id: found {found}; allowed: an id of the vocabulary, 0 to {Scores.Length - 1}: every text with a character that is no piece needs it."), path) { Key = "model.unk_id" };
        }

        if (Array.FindIndex(Scores, score => !(Math.Abs(score) <= UnigramModel.LargestScore)) is >= 0 and var wrong)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, Invariant($"'{name}', model.vocab: the piece {wrong} has the score {Scores[wrong]}; allowed: a number of magnitude up to {UnigramModel.LargestScore}."), path) { Key = "model.vocab" };
        }

        var trie = PieceTrieBuilder.Build(vocabulary, Scores)
            ?? throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"'{name}': the pieces need more than {PieceTrieBuilder.MostNodes} nodes, or leave more gaps than pieces; no known vocabulary does."), path) { Key = "model.vocab" };
        return new UnigramModel(trie, Scores.Min(), unknown, ByteFallback ? Bytes(vocabulary) : null);
    }

    private static int[] Bytes(Vocabulary vocabulary) => [.. Enumerable.Range(0, byte.MaxValue + 1).Select(value => vocabulary.Find(Invariant($"<0x{value:X2}>")))];
}
