using System.Text;

namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Gives REDUCE, NEWOBJ and BUILD of a torch pickle their meaning: a handful of words that describe tensors.</summary>
/// <remarks>Follows torch/_utils.py; the argument lists are checked one by one.</remarks>
internal sealed class TorchReduce(OpenedFile file)
{
    private const int TensorCost = 160;

    /// <summary>Applies an allowed global to its arguments.</summary>
    /// <exception cref="EmotionAIException">The callable is no allowed global, or its arguments are not of its form.</exception>
    public PickleValue Call(PickleValue callable, PickleValue arguments, long offset)
    {
        if (callable.Global is not { } global || arguments.Tuple is not { } parts)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, $"has a pickle that calls a {callable.Kind} with a {arguments.Kind}; only allowed globals with a tuple can be", offset);
        }

        return global.Kind switch
        {
            TorchGlobalKind.OrderedDictionary => Dictionary(parts, offset),
            TorchGlobalKind.RebuildTensor when parts.Length is 4 or 6 or 7 => Tensor(parts, null, parts.Length == 7 ? parts[6] : default, offset),
            TorchGlobalKind.RebuildTensorWithType when parts.Length is 7 or 8 => Tensor(parts, parts[6].Global, parts.Length == 8 ? parts[7] : default, offset),
            TorchGlobalKind.RebuildParameter when parts.Length is 3 or 4 && parts[0].Kind == PickleKind.Tensor => parts[0],
            TorchGlobalKind.Size when parts is [{ Kind: PickleKind.Tuple }] => parts[0],
            TorchGlobalKind.Device => PickleValue.Opaque,
            TorchGlobalKind.Encode when parts is [{ Kind: PickleKind.Text }, { Text: "latin1" or "latin-1" }] => Encode(parts[0].Text!),
            _ => throw file.Fault(EmotionErrorCodes.FormatInvalid, $"has a pickle that uses {global.Kind} with arguments of another form", offset),
        };
    }

    /// <summary>Makes a new object of a class; only an ordered dictionary can be made so.</summary>
    public PickleValue Create(PickleValue type, PickleValue arguments, long offset) =>
        type.Global?.Kind is TorchGlobalKind.OrderedDictionary or TorchGlobalKind.Size
            ? Call(type, arguments, offset)
            : throw file.Fault(EmotionErrorCodes.FormatInvalid, $"has a pickle that makes an object of a {type.Kind}", offset);

    /// <summary>Checks that a state is set on a dictionary or a tensor, where it holds nothing but attributes that no model needs.</summary>
    public void CheckBuild(PickleValue target, long offset)
    {
        if (target.Kind is not (PickleKind.Dictionary or PickleKind.Tensor))
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, $"has a pickle that sets the state of a {target.Kind}", offset);
        }
    }

    public PickleValue NewSequence(PickleKind kind)
    {
        file.Charge(PickleSequence.Cost);
        return PickleValue.Of(new PickleSequence(kind));
    }

    /// <summary>Makes an ordered dictionary: empty, or of a list of pairs as Python 2 wrote it.</summary>
    private PickleValue Dictionary(PickleValue[] parts, long offset)
    {
        var dictionary = NewSequence(PickleKind.Dictionary);
        if (parts.Length == 0)
        {
            return dictionary;
        }

        if (parts is not [{ Kind: PickleKind.List }])
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, "has a pickle with an ordered dictionary that is not made of pairs", offset);
        }

        foreach (var item in parts[0].Sequence!.Values)
        {
            var pair = item.Kind == PickleKind.List ? item.Sequence!.Values : item.Tuple;
            if (pair.Length != 2)
            {
                throw file.Fault(EmotionErrorCodes.FormatInvalid, "has a pickle with an ordered dictionary that is not made of pairs", offset);
            }

            dictionary.Sequence!.Append(pair, file);
        }

        return dictionary;
    }

    private PickleValue Tensor(PickleValue[] parts, TorchGlobal? type, PickleValue metadata, long offset)
    {
        if (parts[0].Storage is not { } storage || parts[1] is not { Kind: PickleKind.Integer, Integer: >= 0 } || (parts.Length > 6 && type is not null && type.Kind != TorchGlobalKind.ElementType))
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, "has a pickle with a tensor that is not made of a storage, an offset, a shape and strides", offset);
        }

        if (metadata.Kind != PickleKind.None && metadata.Sequence is not { Values.IsEmpty: true })
        {
            throw file.Fault(EmotionErrorCodes.FormatUnsupported, "has a tensor with conjugate or negative bits", offset);
        }

        var size = Numbers(parts[2], offset);
        var stride = Numbers(parts[3], offset);
        if (size.Length != stride.Length)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, $"has a tensor of {size.Length} dimensions with {stride.Length} strides", offset);
        }

        file.Charge(TensorCost);
        return PickleValue.Of(new TorchTensor(storage, type ?? storage.Type, parts[1].Integer, size, stride));
    }

    private long[] Numbers(PickleValue value, long offset)
    {
        var parts = value.Tuple ?? throw file.Fault(EmotionErrorCodes.FormatInvalid, "has a tensor whose shape or strides are not a tuple", offset);
        if (parts.Length > file.Limits.TensorRank)
        {
            throw file.Fault(EmotionErrorCodes.LimitExceeded, Invariant($"has a tensor of {parts.Length} dimensions; at most {file.Limits.TensorRank} are allowed"), offset);
        }

        if (parts.Length == 0)
        {
            return [];
        }

        file.Charge(24 + (8L * parts.Length));
        var numbers = new long[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            numbers[i] = parts[i] is { Kind: PickleKind.Integer, Integer: >= 0 } part
                ? part.Integer
                : throw file.Fault(EmotionErrorCodes.FormatInvalid, "has a tensor whose shape or strides are not whole numbers from 0", offset);
        }

        return numbers;
    }

    private PickleValue Encode(string text)
    {
        file.Charge(32 + text.Length);
        return PickleValue.Of(Encoding.Latin1.GetBytes(text));
    }
}
