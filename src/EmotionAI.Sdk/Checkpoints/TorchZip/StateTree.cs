using System.Globalization;
using System.Runtime.InteropServices;

namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Turns the data tree of a torch file into tensors by name: nested dictionaries join their keys with dots, single numbers become tensors without dimensions.</summary>
internal sealed class StateTree(OpenedFile file, StateDictionary into, Func<string, string>? rename)
{
    private const int MaximalDepth = 32;
    private const int ScalarCost = 96;
    private const int NameCost = 96;

    private int _visits;

    /// <summary>Adds everything below the root, which must be a dictionary.</summary>
    /// <exception cref="EmotionAIException">The root is something else, or a limit is exceeded.</exception>
    public void Add(PickleValue root)
    {
        if (root.Kind != PickleKind.Dictionary)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, $"holds a {root.Kind} where a dictionary of tensors is needed");
        }

        AddDictionary(root.Sequence!, string.Empty, 1);
    }

    private void AddDictionary(PickleSequence dictionary, string prefix, int depth)
    {
        if (depth > MaximalDepth)
        {
            throw file.Fault(EmotionErrorCodes.LimitExceeded, $"holds dictionaries nested deeper than {MaximalDepth}");
        }

        var values = dictionary.Values;
        for (var i = 0; i + 1 < values.Length; i += 2)
        {
            if (++_visits > file.Limits.PickleOpcodes)
            {
                throw file.Fault(EmotionErrorCodes.LimitExceeded, Invariant($"holds more than {file.Limits.PickleOpcodes} values"));
            }

            AddValue(values[i], values[i + 1], prefix, depth);
        }
    }

    private void AddValue(PickleValue key, PickleValue value, string prefix, int depth)
    {
        if (key.Kind is not (PickleKind.Text or PickleKind.Integer)
            || value.Kind is not (PickleKind.Tensor or PickleKind.Dictionary or PickleKind.Integer or PickleKind.Float or PickleKind.Boolean))
        {
            return;
        }

        var own = key.Text ?? key.Integer.ToString(CultureInfo.InvariantCulture);
        file.Charge(NameCost + (4L * (prefix.Length + own.Length)));
        var name = prefix.Length == 0 ? own : prefix + own;
        switch (value.Kind)
        {
            case PickleKind.Dictionary:
                AddDictionary(value.Sequence!, name + ".", depth + 1);
                break;
            case PickleKind.Tensor:
                file.Add(into, StridedTensor.Create(file, Renamed(name), value.Tensor!));
                break;
            default:
                AddScalar(Renamed(name), value);
                break;
        }
    }

    private string Renamed(string name) => rename is null ? name : rename(name);

    private void AddScalar(string name, PickleValue value)
    {
        file.Charge(ScalarCost);
        var (type, bits) = value.Kind switch
        {
            PickleKind.Float => (TensorDataType.Float64, BitConverter.DoubleToInt64Bits(value.Float)),
            PickleKind.Boolean => (TensorDataType.Bool, value.Integer),
            _ => (TensorDataType.Int64, value.Integer),
        };
        var bytes = new byte[type.ElementSize()];
        MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in bits))[..bytes.Length].CopyTo(bytes);
        file.Add(into, new CheckpointTensor
        {
            Name = name,
            DataType = type,
            Shape = [],
            File = file.Mapped,
            Offset = 0,
            ByteLength = bytes.Length,
            Gathered = bytes,
        });
    }
}
