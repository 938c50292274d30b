namespace EmotionAI.Evaluation.Bootstrap;

/// <summary>Names what is drawn again and again.</summary>
public enum ResamplingScheme
{
    /// <summary>Samples, within each speaker: every speaker keeps its number of samples. Says how much hangs on the samples; the speakers are taken as given.</summary>
    WithinSpeakers,

    /// <summary>Speakers, with all of their samples. Says how much hangs on the speakers too; the interval is wider.</summary>
    WholeSpeakers,
}
