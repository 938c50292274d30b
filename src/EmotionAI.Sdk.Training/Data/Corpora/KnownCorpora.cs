namespace EmotionAI.Training.Data.Corpora;

/// <summary>Lists what is read. What is named first is asked first: a statement about the files before their names, names before folders.</summary>
internal static class KnownCorpora
{
    public static IReadOnlyList<ICorpus> Text { get; } = [new ParquetTexts(), new GoEmotionsRaters(), new TextTables()];

    public static IReadOnlyList<ICorpus> Audio { get; } =
    [
        new SpeechBrainManifest(), new AudioTable(), new IemocapCorpus(),
        new RavdessCorpus(), new CremaDCorpus(), new TessCorpus(), new SaveeCorpus(), new EmoDbCorpus(),
        new LabelFolders(),
    ];

    /// <summary>Finds what a source is.</summary>
    /// <exception cref="EmotionAIException">It is nothing that is read.</exception>
    public static ICorpus Find(IReadOnlyList<ICorpus> corpora, CorpusSource source) =>
        corpora.FirstOrDefault(corpus => corpus.Recognizes(source))
        ?? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, Invariant($"'{source.Path}' is nothing that is known ({source.Files.Count} files). What is read: {string.Join("; ", corpora.Select(corpus => corpus.Name))}. docs/data.md shows how each lies in its folder."), source.Path);
}
