namespace EmotionAI.SpeechBrain;

/// <summary>Names what a value of a HyperPyYAML file is once its references are followed.</summary>
internal enum HyperValueKind
{
    Null,
    Boolean,
    Integer,
    Float,
    Text,
    Sequence,
    Tuple,
    Mapping,

    /// <summary>An object that Python would make (<c>!new:</c>): here a class path with arguments.</summary>
    Instance,

    /// <summary>A class or function that Python would look up (<c>!name:</c>): here its path with arguments.</summary>
    Reference,

    /// <summary>A value that exists only after code has run or a user has filled it in.</summary>
    Unavailable,
}
