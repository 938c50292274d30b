namespace EmotionAI.Bundles;

/// <summary>Names the kind of input that a model reads.</summary>
public enum ModelModality
{
    /// <summary>Texts.</summary>
    Text,

    /// <summary>Recordings of speech.</summary>
    Audio,
}
