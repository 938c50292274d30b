namespace EmotionAI.Checkpoints.Pickle;

/// <summary>Describes what the allowed names of a pickle stand for, without calling anything.</summary>
internal static class PickleCalls
{
    /// <summary>Describes a call of an allowed name.</summary>
    public static object? Call(PickleGlobal global, object?[] arguments, EmotionLimits limits) => global.Name switch
    {
        "collections.OrderedDict" => OrderedDictionary(arguments),
        "torch._utils._rebuild_tensor" or "torch._utils._rebuild_tensor_v2" => Tensor(arguments, limits),
        "torch._utils._rebuild_parameter" => arguments is [PickleTensor tensor, ..] ? tensor : throw Wrong(global),
        "torch.Size" or "torch.device" or "_codecs.encode" => arguments is [var first, ..] ? first : null,
        _ => throw Wrong(global),
    };

    /// <summary>Describes a persistent id: the tuple of a storage.</summary>
    public static PickleStorage PersistentLoad(object? id) =>
        id is object?[] { Length: >= 5 } tuple
        && tuple[0] is "storage"
        && tuple[1] is PickleGlobal { StorageType: { } type }
        && tuple[2] is string key
        && tuple[4] is long and >= 0 and var count
        && (tuple.Length == 5 || tuple[5] is null)
            ? new PickleStorage(type, key, count)
            : throw new PickleException(EmotionErrorCodes.FormatUnsupported, "a persistent id is not that of a plain storage");

    private static PickleDictionary OrderedDictionary(object?[] arguments)
    {
        var dictionary = new PickleDictionary();
        if (arguments is [List<object?> pairs])
        {
            foreach (var pair in pairs)
            {
                var (key, value) = pair switch
                {
                    List<object?> { Count: 2 } list => (list[0], list[1]),
                    object?[] { Length: 2 } tuple => (tuple[0], tuple[1]),
                    _ => throw new PickleException(EmotionErrorCodes.FormatInvalid, "an ordered dictionary is made from something that is not a list of pairs"),
                };
                dictionary.Add(key, value);
            }
        }

        return dictionary;
    }

    private static PickleTensor Tensor(object?[] arguments, EmotionLimits limits)
    {
        if (arguments is not [PickleStorage storage, long and >= 0 and var offset, object?[] shape, object?[] strides, ..] || shape.Length != strides.Length)
        {
            throw new PickleException(EmotionErrorCodes.FormatInvalid, "a tensor is not given as storage, offset, shape and strides");
        }

        return shape.Length <= limits.TensorRank
            ? new PickleTensor(storage, offset, Sizes(shape), Sizes(strides))
            : throw new PickleException(EmotionErrorCodes.LimitExceeded, $"a tensor has {shape.Length} dimensions; at most {limits.TensorRank} are allowed");
    }

    private static long[] Sizes(object?[] values) => Array.ConvertAll(values, value => value is long and >= 0 and var size
        ? size
        : throw new PickleException(EmotionErrorCodes.FormatInvalid, "a size or stride is not a whole number from 0"));

    private static PickleException Wrong(PickleGlobal global) =>
        new(EmotionErrorCodes.FormatInvalid, $"'{global.Name}' is called with other arguments than torch writes");
}
