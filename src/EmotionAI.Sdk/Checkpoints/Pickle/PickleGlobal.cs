namespace EmotionAI.Checkpoints.Pickle;

/// <summary>Names something that a pickle refers to. It is never looked up: the name is all there is.</summary>
/// <param name="Name">Module and name, joined with a dot.</param>
internal sealed record PickleGlobal(string Name)
{
    private const string StorageSuffix = "Storage";

    private static readonly Dictionary<string, TensorDataType> Storages = new(StringComparer.Ordinal)
    {
        ["torch.FloatStorage"] = TensorDataType.Float32,
        ["torch.HalfStorage"] = TensorDataType.Float16,
        ["torch.BFloat16Storage"] = TensorDataType.BFloat16,
        ["torch.DoubleStorage"] = TensorDataType.Float64,
        ["torch.LongStorage"] = TensorDataType.Int64,
        ["torch.IntStorage"] = TensorDataType.Int32,
        ["torch.ShortStorage"] = TensorDataType.Int16,
        ["torch.CharStorage"] = TensorDataType.Int8,
        ["torch.ByteStorage"] = TensorDataType.UInt8,
        ["torch.BoolStorage"] = TensorDataType.Bool,
    };

    private static readonly HashSet<string> Callables = new(StringComparer.Ordinal)
    {
        "collections.OrderedDict",
        "torch._utils._rebuild_tensor",
        "torch._utils._rebuild_tensor_v2",
        "torch._utils._rebuild_parameter",
        "torch.Size",
        "torch.device",
        "_codecs.encode",
    };

    /// <summary>Gets whether the name is on the allow-list; every other one is refused.</summary>
    public bool IsAllowed => Callables.Contains(Name) || Storages.ContainsKey(Name);

    /// <summary>Gets the element type, where the name is that of a storage.</summary>
    public TensorDataType? StorageType => Name.EndsWith(StorageSuffix, StringComparison.Ordinal) && Storages.TryGetValue(Name, out var type) ? type : null;
}
