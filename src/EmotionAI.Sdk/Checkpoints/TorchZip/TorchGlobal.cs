using System.Collections.Frozen;

namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Stands for a global that a torch pickle may name. It is a word of the format: no type is looked up, nothing is called.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="DataType">The element type of a storage class or a torch.dtype.</param>
/// <param name="ElementSize">The bytes of such an element.</param>
internal sealed record TorchGlobal(TorchGlobalKind Kind, TensorDataType DataType = TensorDataType.Other, int ElementSize = 0)
{
    private static readonly FrozenDictionary<string, TorchGlobal> Allowed = new Dictionary<string, TorchGlobal>
    {
        ["collections.OrderedDict"] = new(TorchGlobalKind.OrderedDictionary),
        ["torch._utils._rebuild_tensor"] = new(TorchGlobalKind.RebuildTensor),
        ["torch._utils._rebuild_tensor_v2"] = new(TorchGlobalKind.RebuildTensor),
        ["torch._utils._rebuild_tensor_v3"] = new(TorchGlobalKind.RebuildTensorWithType),
        ["torch._utils._rebuild_parameter"] = new(TorchGlobalKind.RebuildParameter),
        ["torch._utils._rebuild_parameter_with_state"] = new(TorchGlobalKind.RebuildParameter),
        ["torch.Size"] = new(TorchGlobalKind.Size),
        ["torch.device"] = new(TorchGlobalKind.Device),
        ["_codecs.encode"] = new(TorchGlobalKind.Encode),
        ["torch.FloatStorage"] = Storage(TensorDataType.Float32),
        ["torch.HalfStorage"] = Storage(TensorDataType.Float16),
        ["torch.BFloat16Storage"] = Storage(TensorDataType.BFloat16),
        ["torch.DoubleStorage"] = Storage(TensorDataType.Float64),
        ["torch.LongStorage"] = Storage(TensorDataType.Int64),
        ["torch.IntStorage"] = Storage(TensorDataType.Int32),
        ["torch.ShortStorage"] = Storage(TensorDataType.Int16),
        ["torch.CharStorage"] = Storage(TensorDataType.Int8),
        ["torch.ByteStorage"] = Storage(TensorDataType.UInt8),
        ["torch.BoolStorage"] = Storage(TensorDataType.Bool),
        ["torch.ComplexFloatStorage"] = new(TorchGlobalKind.Storage, TensorDataType.Other, 8),
        ["torch.ComplexDoubleStorage"] = new(TorchGlobalKind.Storage, TensorDataType.Other, 16),
        ["torch.UntypedStorage"] = new(TorchGlobalKind.Storage, TensorDataType.Other, 1),
        ["torch.storage.UntypedStorage"] = new(TorchGlobalKind.Storage, TensorDataType.Other, 1),
        ["torch.float32"] = Element(TensorDataType.Float32),
        ["torch.float16"] = Element(TensorDataType.Float16),
        ["torch.bfloat16"] = Element(TensorDataType.BFloat16),
        ["torch.float64"] = Element(TensorDataType.Float64),
        ["torch.int64"] = Element(TensorDataType.Int64),
        ["torch.int32"] = Element(TensorDataType.Int32),
        ["torch.int16"] = Element(TensorDataType.Int16),
        ["torch.int8"] = Element(TensorDataType.Int8),
        ["torch.uint8"] = Element(TensorDataType.UInt8),
        ["torch.bool"] = Element(TensorDataType.Bool),
        ["torch.uint16"] = new(TorchGlobalKind.ElementType, TensorDataType.Other, 2),
        ["torch.uint32"] = new(TorchGlobalKind.ElementType, TensorDataType.Other, 4),
        ["torch.uint64"] = new(TorchGlobalKind.ElementType, TensorDataType.Other, 8),
        ["torch.float8_e4m3fn"] = new(TorchGlobalKind.ElementType, TensorDataType.Other, 1),
        ["torch.float8_e5m2"] = new(TorchGlobalKind.ElementType, TensorDataType.Other, 1),
        ["torch.float8_e4m3fnuz"] = new(TorchGlobalKind.ElementType, TensorDataType.Other, 1),
        ["torch.float8_e5m2fnuz"] = new(TorchGlobalKind.ElementType, TensorDataType.Other, 1),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Gets the global of a name.</summary>
    /// <exception cref="EmotionAIException">The name is not on the list.</exception>
    public static TorchGlobal Resolve(OpenedFile file, string module, string name, long offset)
    {
        file.Charge(32 + (2L * (module.Length + name.Length + 1)));
        var full = $"{NewName(module)}.{name}";
        return Allowed.TryGetValue(full, out var global)
            ? global
            : throw file.Fault(EmotionErrorCodes.CodeRefused, $"has a pickle that asks for {OpenedFile.Quote(full)}, which is not on the list of what a torch file needs: refused, nothing was run", offset);
    }

    /// <summary>Gives modules that Python 3 renamed their new name, as its unpickler does.</summary>
    private static string NewName(string module) => module switch
    {
        "__builtin__" => "builtins",
        "copy_reg" => "copyreg",
        _ => module,
    };

    private static TorchGlobal Storage(TensorDataType type) => new(TorchGlobalKind.Storage, type, type.ElementSize());

    private static TorchGlobal Element(TensorDataType type) => new(TorchGlobalKind.ElementType, type, type.ElementSize());
}
