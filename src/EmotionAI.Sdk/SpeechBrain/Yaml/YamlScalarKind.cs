namespace EmotionAI.SpeechBrain.Yaml;

/// <summary>Names what the text of a plain scalar means in YAML 1.2 as HyperPyYAML reads it.</summary>
internal enum YamlScalarKind
{
    Text,
    Null,
    Boolean,
    Integer,
    Float,
    Tuple,
}
