namespace EmotionAI.Training.Data;

/// <summary>Makes data that is ready to train on of what people have on disk: corpora as they are unpacked, tables, folders of recordings. Nothing is downloaded.</summary>
/// <remarks>Safe for concurrent use. The source is recognised by what it is; the same source and options give the same result on every machine.</remarks>
public static class DatasetPreparation
{
    /// <summary>Reads texts: the files of GoEmotions (parts, raters or Hugging Face's parquet), any other parquet of texts with labels, tables named by part, or one table.</summary>
    /// <param name="source">The folder or the file.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The texts in the order of the source, with their parts. Nothing is written: <see cref="PreparedDataset.WriteTo"/> does that.</returns>
    /// <exception cref="EmotionAIException">The source is missing, not recognised or damaged, or what is left has no text or one label only; in strict mode, any fault.</exception>
    public static PreparedDataset PrepareText(string source, TextPreparationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        return new TextPreparation(options ?? new TextPreparationOptions(), cancellationToken).Prepare(source);
    }

    /// <summary>Reads recordings: RAVDESS, CREMA-D, TESS, SAVEE, EmoDB, IEMOCAP, manifests of SpeechBrain, a table such as <c>metadata.csv</c>, or one folder a label. Every recording is decoded once, so that none fails later.</summary>
    /// <param name="source">The folder, the table or manifest, or a <c>.zip</c> of recordings.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the call early; nothing is left half written.</param>
    /// <returns>The recordings in the order of the source, with their parts.</returns>
    /// <exception cref="EmotionAIException">The source is missing, not recognised or damaged, what is left has no recording or one label only, or the output cannot be written; in strict mode, any fault.</exception>
    public static PreparedDataset PrepareAudio(string source, AudioPreparationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        return new AudioPreparation(options ?? new AudioPreparationOptions(), cancellationToken).Prepare(source);
    }
}
