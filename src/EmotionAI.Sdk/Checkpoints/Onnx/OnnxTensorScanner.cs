using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace EmotionAI.Checkpoints.Onnx;

/// <summary>Walks TensorProto and SparseTensorProto: where their data lies, and whether it is finite.</summary>
internal sealed class OnnxTensorScanner(OpenedFile file)
{
    private const int EntryCost = 320;

    private readonly Dictionary<string, bool> _watched = new(StringComparer.Ordinal);
    private readonly List<OnnxExternalData> _external = [];
    private readonly List<string> _nonFinite = [];
    private OnnxExternalFiles? _files;

    public IReadOnlyList<OnnxExternalData> ExternalData => _external;

    public IReadOnlyList<string> NonFinite => _nonFinite;

    /// <summary>Names the inputs of the main graph: models before IR version 4 list their initializers among them.</summary>
    public void Watch(IEnumerable<OnnxValue> inputs)
    {
        foreach (var input in inputs)
        {
            _watched[input.Name] = false;
        }
    }

    public bool IsInitializer(string input) => _watched[input];

    /// <summary>Scans a tensor.</summary>
    /// <param name="tensor">The message.</param>
    /// <param name="isMain">Whether it is an initializer of the main graph.</param>
    public void Scan(ProtobufReader tensor, bool isMain)
    {
        var name = ReadOnlySpan<byte>.Empty;
        var (type, isExternal) = (TensorDataType.Other, false);
        var fields = tensor;
        Int128 elements = 1;
        while (tensor.Next())
        {
            switch (tensor.Field)
            {
                case 1:
                    elements = tensor.FoldVarints(elements, Multiply);
                    break;
                case 2:
                    type = Map(tensor.ReadVarint());
                    break;
                case 8:
                    name = tensor.ReadBytes();
                    break;
                case 13:
                    isExternal = true;
                    tensor.Skip();
                    break;
                case 14:
                    isExternal |= tensor.ReadVarint() != 0;
                    break;
                default:
                    tensor.Skip();
                    break;
            }
        }

        if (isMain)
        {
            Note(name);
        }

        if (isExternal)
        {
            AddExternal(fields, Decode(name), elements < 0 ? -1 : elements * type.ElementSize());
        }
        else if (isMain && !IsFinite(fields, type))
        {
            file.Charge(EntryCost);
            _nonFinite.Add(Decode(name));
        }
    }

    public void ScanSparse(ProtobufReader sparse)
    {
        while (sparse.Next())
        {
            if (sparse.Field is 1 or 2)
            {
                Scan(sparse.ReadMessage(), isMain: false);
            }
            else
            {
                sparse.Skip();
            }
        }
    }

    /// <summary>Multiplies sizes; what overflows comes out as -1, a size no file has.</summary>
    private static Int128 Multiply(Int128 product, ulong size) =>
        product < 0 || size > long.MaxValue || product * size > long.MaxValue ? -1 : product * size;

    private static TensorDataType Map(ulong type) => (OnnxElementType)(int)Math.Min(type, int.MaxValue) switch
    {
        OnnxElementType.Float => TensorDataType.Float32,
        OnnxElementType.Float16 => TensorDataType.Float16,
        OnnxElementType.BFloat16 => TensorDataType.BFloat16,
        OnnxElementType.Double => TensorDataType.Float64,
        OnnxElementType.Int64 => TensorDataType.Int64,
        OnnxElementType.Int32 => TensorDataType.Int32,
        OnnxElementType.Int16 => TensorDataType.Int16,
        OnnxElementType.Int8 => TensorDataType.Int8,
        OnnxElementType.UInt8 => TensorDataType.UInt8,
        OnnxElementType.Bool => TensorDataType.Bool,
        _ => TensorDataType.Other,
    };

    private void Note(ReadOnlySpan<byte> name)
    {
        if (_watched.Count == 0 || name.Length > 1_024)
        {
            return;
        }

        Span<char> text = stackalloc char[1_024];
        if (Encoding.UTF8.TryGetChars(name, text, out var length))
        {
            ref var isInitializer = ref CollectionsMarshal.GetValueRefOrNullRef(_watched.GetAlternateLookup<ReadOnlySpan<char>>(), text[..length]);
            if (!Unsafe.IsNullRef(ref isInitializer))
            {
                isInitializer = true;
            }
        }
    }

    private static bool IsFinite(ProtobufReader tensor, TensorDataType type)
    {
        while (tensor.Next())
        {
            var stored = tensor.Field switch
            {
                4 => TensorDataType.Float32,
                9 => type,
                10 => TensorDataType.Float64,
                _ => TensorDataType.Other,
            };
            if (stored == TensorDataType.Other || !tensor.IsCounted)
            {
                tensor.Skip();
            }
            else if (!FiniteScan.AllFinite(stored, tensor.ReadBytes()))
            {
                return false;
            }
        }

        return true;
    }

    private void AddExternal(ProtobufReader tensor, string name, Int128 bytes)
    {
        string? location = null;
        string? offset = null;
        string? length = null;
        while (tensor.Next())
        {
            if (tensor.Field != 13)
            {
                tensor.Skip();
                continue;
            }

            var (key, value) = ReadPair(tensor.ReadMessage());
            var isNew = key switch
            {
                "location" => Set(ref location, value),
                "offset" => Set(ref offset, value),
                "length" => Set(ref length, value),
                _ => true,
            };
            if (!isNew)
            {
                throw file.Fault(EmotionErrorCodes.FormatInvalid, $"gives the external {key} of initializer {OpenedFile.Quote(name)} twice", tensor.Offset);
            }
        }

        Keep(name, location, offset, length, bytes);
    }

    private void Keep(string name, string? location, string? offset, string? length, Int128 bytes)
    {
        if (location is null)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, $"places initializer {OpenedFile.Quote(name)} outside itself without saying where");
        }

        file.Charge(EntryCost);
        _files ??= new OnnxExternalFiles(file);
        var place = _files.Resolve(name, location, offset, length);
        if (bytes < 0 || (bytes > 0 && (length is null ? place.Length < bytes : place.Length != bytes)))
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, Invariant($"places initializer {OpenedFile.Quote(name)} in {place.Length} bytes of {OpenedFile.Quote(location)} where its type and shape need {bytes}"));
        }

        _external.Add(place);
    }

    private static bool Set(ref string? field, string value)
    {
        var isNew = field is null;
        field = value;
        return isNew;
    }

    private static (string Key, string Value) ReadPair(ProtobufReader pair)
    {
        var (key, value) = (string.Empty, string.Empty);
        while (pair.Next())
        {
            switch (pair.Field)
            {
                case 1:
                    key = pair.ReadText();
                    break;
                case 2:
                    value = pair.ReadText();
                    break;
                default:
                    pair.Skip();
                    break;
            }
        }

        return (key, value);
    }

    private string Decode(ReadOnlySpan<byte> name)
    {
        file.Charge(32 + (2L * name.Length));
        return Encoding.UTF8.GetString(name);
    }
}
