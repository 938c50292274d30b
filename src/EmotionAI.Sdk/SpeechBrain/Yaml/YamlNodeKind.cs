namespace EmotionAI.SpeechBrain.Yaml;

/// <summary>Names the three shapes of a YAML node.</summary>
internal enum YamlNodeKind
{
    Scalar,
    Sequence,
    Mapping,
}
