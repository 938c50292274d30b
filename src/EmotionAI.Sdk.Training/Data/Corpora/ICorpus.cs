namespace EmotionAI.Training.Data.Corpora;

/// <summary>Reads one corpus, or one way to lay data out.</summary>
internal interface ICorpus
{
    /// <summary>Gets its name, such as <c>EmoDB</c>; of a layout what it is, for the message that lists what is read.</summary>
    string Name { get; }

    /// <summary>Gets the licence of the corpus; null for a layout of anybody's data.</summary>
    string? Licence { get; }

    /// <summary>Tells the corpus by the names of its files, or by the beginning of one.</summary>
    bool Recognizes(CorpusSource source);

    /// <summary>Reads the samples in an order that depends on the source alone.</summary>
    /// <exception cref="EmotionAIException">The source cannot be read; in strict mode, any fault.</exception>
    IEnumerable<CorpusSample> Read(CorpusSource source, CorpusReading reading);
}
