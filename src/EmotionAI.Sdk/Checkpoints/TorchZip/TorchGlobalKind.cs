namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Names what an allowed global of a torch pickle stands for.</summary>
internal enum TorchGlobalKind
{
    OrderedDictionary,
    RebuildTensor,
    RebuildTensorWithType,
    RebuildParameter,
    Size,
    Device,
    Encode,
    Storage,
    ElementType,
}
