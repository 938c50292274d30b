namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Names what a value read from a pickle is.</summary>
internal enum PickleKind
{
    None,
    Boolean,
    Integer,
    Float,
    Text,
    Bytes,
    Tuple,
    List,
    Dictionary,
    Global,
    Storage,
    Tensor,

    /// <summary>Something that no model needs and of which nothing is kept (a set, a device, a number of more than 64 bits).</summary>
    Opaque,
}
