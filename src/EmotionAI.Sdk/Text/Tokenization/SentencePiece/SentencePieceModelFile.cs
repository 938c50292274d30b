using System.Text;
using System.Text.Unicode;
using EmotionAI.Checkpoints;
using EmotionAI.Formats;

namespace EmotionAI.Text.Tokenization.SentencePiece;

/// <summary>Reads the file of a SentencePiece model: <c>spiece.model</c>, <c>sentencepiece.bpe.model</c>, <c>spm.model</c>.</summary>
internal static class SentencePieceModelFile
{
    // Of ModelProto.
    private const int PieceField = 1;
    private const int TrainerField = 2;
    private const int NormalizerField = 3;

    // Of SentencePiece.
    private const int TextField = 1;
    private const int ScoreField = 2;
    private const int KindField = 3;

    // Of TrainerSpec.
    private const int ModelTypeField = 3;
    private const int WhitespaceSuffixField = 24;
    private const int ByteFallbackField = 35;
    private const int UnknownIdField = 40;
    private const int UnknownPieceField = 45;

    // Of NormalizerSpec.
    private const int CharacterMapField = 2;
    private const int DummyPrefixField = 3;
    private const int ExtraWhitespacesField = 4;
    private const int EscapeWhitespacesField = 5;

    /// <exception cref="EmotionAIException">The file is missing, too large, cut off, no SentencePiece model, or one that splits otherwise.</exception>
    public static SentencePieceModel Read(string path, EmotionLimits limits) =>
        Parse(BoundedFile.Read(path, limits.TokenizerJsonBytes, nameof(EmotionLimits.TokenizerJsonBytes)), path, limits);

    /// <exception cref="EmotionAIException">The bytes are cut off, no SentencePiece model, or one that splits otherwise.</exception>
    public static SentencePieceModel Parse(ReadOnlyMemory<byte> bytes, string path, EmotionLimits limits)
    {
        try
        {
            return ParseMessage(bytes, path, limits);
        }
        catch (EmotionAIException) when (ForeignContent.Describe(bytes.Span[..Math.Min(bytes.Length, ForeignContent.HeadBytes)]) is { } content)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(path)}' {content}; a SentencePiece model is allowed.", path);
        }
    }

    private static SentencePieceModel ParseMessage(ReadOnlyMemory<byte> bytes, string path, EmotionLimits limits)
    {
        List<SentencePiece> pieces = [];
        var (trainer, normalizer) = (new TrainerSpecification(), new NormalizerSpecification());
        var reader = new ProtobufReader(new ProtobufSource("SentencePiece", path, Path.GetFileName(path)), bytes.Span);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case PieceField when pieces.Count >= limits.VocabularyTokens:
                    throw Fault(EmotionErrorCodes.LimitExceeded, path, "pieces", Invariant($"more than {limits.VocabularyTokens}"), Invariant($"up to {nameof(EmotionLimits)}.{nameof(EmotionLimits.VocabularyTokens)}"));
                case PieceField:
                    pieces.Add(ReadPiece(reader.ReadMessage(), bytes, pieces.Count));
                    break;
                case TrainerField:
                    ReadTrainer(reader.ReadMessage(), trainer);
                    break;
                case NormalizerField:
                    ReadNormalizer(reader.ReadMessage(), bytes, normalizer);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        Check(pieces, trainer, path);
        return new SentencePieceModel
        {
            Path = path,
            Pieces = pieces,
            Kind = trainer.Kind,
            UnknownId = trainer.UnknownId,
            UnknownPiece = trainer.UnknownPiece,
            ByteFallback = trainer.ByteFallback,
            CharacterMap = normalizer.CharacterMap,
            AddDummyPrefix = normalizer.AddDummyPrefix,
            RemoveExtraWhitespaces = normalizer.RemoveExtraWhitespaces,
            EscapeWhitespaces = normalizer.EscapeWhitespaces,
        };
    }

    private static SentencePiece ReadPiece(ProtobufReader reader, ReadOnlyMemory<byte> file, int id)
    {
        var piece = new SentencePiece(ReadOnlyMemory<byte>.Empty, 0, PieceKind.Normal);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case TextField:
                    piece = piece with { Text = file[reader.ReadRange()] };
                    break;
                case ScoreField:
                    piece = piece with { Score = reader.ReadSingle() };
                    break;
                case KindField:
                    piece = piece with { Kind = (PieceKind)reader.ReadInt32() };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        var fault = piece.Text.IsEmpty ? "without text" : !Utf8.IsValid(piece.Text.Span) ? "that is not UTF-8"
            : !float.IsFinite(piece.Score) ? Invariant($"of score {piece.Score}") : !Enum.IsDefined(piece.Kind) ? Invariant($"of kind {(int)piece.Kind}") : null;
        return fault is null ? piece : throw reader.Fault(Invariant($"a piece {id} {fault}"));
    }

    private static void ReadTrainer(ProtobufReader reader, TrainerSpecification trainer)
    {
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case ModelTypeField:
                    trainer.Kind = (SentencePieceKind)reader.ReadInt32();
                    break;
                case WhitespaceSuffixField:
                    trainer.WhitespaceIsSuffix = reader.ReadBoolean();
                    break;
                case ByteFallbackField:
                    trainer.ByteFallback = reader.ReadBoolean();
                    break;
                case UnknownIdField:
                    trainer.UnknownId = reader.ReadInt32();
                    break;
                case UnknownPieceField:
                    trainer.UnknownPiece = Encoding.UTF8.GetString(reader.ReadBytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static void ReadNormalizer(ProtobufReader reader, ReadOnlyMemory<byte> file, NormalizerSpecification normalizer)
    {
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case CharacterMapField:
                    normalizer.CharacterMap = file[reader.ReadRange()];
                    break;
                case DummyPrefixField:
                    normalizer.AddDummyPrefix = reader.ReadBoolean();
                    break;
                case ExtraWhitespacesField:
                    normalizer.RemoveExtraWhitespaces = reader.ReadBoolean();
                    break;
                case EscapeWhitespacesField:
                    normalizer.EscapeWhitespaces = reader.ReadBoolean();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static void Check(List<SentencePiece> pieces, TrainerSpecification trainer, string path)
    {
        if (pieces.Count == 0)
        {
            throw Fault(EmotionErrorCodes.FormatInvalid, path, "pieces", "none", "a SentencePiece model, which has one or more");
        }

        if (trainer.Kind is not (SentencePieceKind.Unigram or SentencePieceKind.BytePair))
        {
            var kind = Enum.IsDefined(trainer.Kind) ? trainer.Kind.ToString().ToUpperInvariant() : Invariant($"{(int)trainer.Kind}");
            throw Fault(EmotionErrorCodes.FormatUnsupported, path, "trainer_spec.model_type", kind, "UNIGRAM or BPE");
        }

        if (trainer.WhitespaceIsSuffix)
        {
            throw Fault(EmotionErrorCodes.FormatUnsupported, path, "trainer_spec.treat_whitespace_as_suffix", "true", "false");
        }

        if (trainer.UnknownId < 0 || trainer.UnknownId >= pieces.Count)
        {
            throw Fault(EmotionErrorCodes.FormatInvalid, path, "trainer_spec.unk_id", Invariant($"{trainer.UnknownId}"), Invariant($"0 to {pieces.Count - 1}, the ids of the pieces"));
        }
    }

    private static EmotionAIException Fault(string code, string path, string key, string found, string allowed) =>
        new(code, $"'{Path.GetFileName(path)}', {key}: found {found}; allowed: {allowed}.", path) { Key = key };

    private sealed class TrainerSpecification
    {
        public SentencePieceKind Kind { get; set; } = SentencePieceKind.Unigram;

        public int UnknownId { get; set; }

        public string UnknownPiece { get; set; } = "<unk>";

        public bool ByteFallback { get; set; }

        public bool WhitespaceIsSuffix { get; set; }
    }

    private sealed class NormalizerSpecification
    {
        public ReadOnlyMemory<byte> CharacterMap { get; set; }

        public bool AddDummyPrefix { get; set; } = true;

        public bool RemoveExtraWhitespaces { get; set; } = true;

        public bool EscapeWhitespaces { get; set; } = true;
    }
}
