using EmotionAI.Checkpoints.Pickle;

namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Turns the tensors of a pickle into parts of the file; those that are not contiguous are gathered.</summary>
internal sealed class TorchTensors(MappedFile file, string path, EmotionLimits limits, Func<PickleStorage, long> locate)
{
    private const int DeepestNesting = 8;
    private const long GatherAllowance = 1 << 20;

    private readonly Dictionary<string, long> _offsets = new(StringComparer.Ordinal);
    private long _gathered;

    public static int SizeOf(TensorDataType type) => type switch
    {
        TensorDataType.Float64 or TensorDataType.Int64 => 8,
        TensorDataType.Float32 or TensorDataType.Int32 => 4,
        TensorDataType.Float16 or TensorDataType.BFloat16 or TensorDataType.Int16 => 2,
        _ => 1,
    };

    /// <summary>Adds the tensors and numbers of a dictionary; those of dictionaries in it under names joined with dots.</summary>
    public void AddTo(StateDictionary into, object? value)
    {
        if (value is not PickleDictionary dictionary)
        {
            throw Invalid("it does not hold a dictionary of tensors");
        }

        Add(into, dictionary, "", 0);
    }

    private void Add(StateDictionary into, PickleDictionary dictionary, string prefix, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, $"'{Path.GetFileName(path)}' nests dictionaries deeper than {DeepestNesting}.", path);
        }

        foreach (var (key, value) in dictionary.Entries)
        {
            var name = $"{prefix}{key}";
            if (value is PickleDictionary inner)
            {
                Add(into, inner, $"{name}.", depth + 1);
            }
            else if (Convert(name, value) is { } tensor && !into.TryAdd(tensor))
            {
                throw Invalid($"the tensor '{name}' occurs twice");
            }

            if (into.Count > limits.Tensors)
            {
                throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, $"'{Path.GetFileName(path)}' holds more than {limits.Tensors} tensors.", path);
            }
        }
    }

    private CheckpointTensor? Convert(string name, object? value) => value switch
    {
        PickleTensor tensor => Convert(name, tensor),
        long number => Scalar(name, TensorDataType.Int64, BitConverter.GetBytes(number)),
        double number => Scalar(name, TensorDataType.Float64, BitConverter.GetBytes(number)),
        _ => null,
    };

    private CheckpointTensor Scalar(string name, TensorDataType type, byte[] bytes) =>
        new() { Name = name, DataType = type, Shape = [], File = file, Offset = 0, ByteLength = bytes.Length, Gathered = bytes };

    private CheckpointTensor Convert(string name, PickleTensor tensor)
    {
        var size = SizeOf(tensor.Storage.DataType);
        var (count, last) = Extent(name, tensor);
        if (count > 0 && last >= tensor.Storage.ElementCount)
        {
            throw Invalid($"the tensor '{name}' reads element {last} of a storage of {tensor.Storage.ElementCount}");
        }

        if (!_offsets.TryGetValue(tensor.Storage.Key, out var start))
        {
            start = locate(tensor.Storage);
            _offsets.Add(tensor.Storage.Key, start);
        }

        var contiguous = IsContiguous(tensor);
        return new CheckpointTensor
        {
            Name = name,
            DataType = tensor.Storage.DataType,
            Shape = tensor.Shape,
            File = file,
            Offset = start + (tensor.Offset * size),
            ByteLength = (long)count * size,
            Gathered = contiguous || count == 0 ? null : Gather(name, tensor, start, size, (long)count),
        };
    }

    private (Int128 Count, Int128 Last) Extent(string name, PickleTensor tensor)
    {
        Int128 count = 1;
        Int128 last = tensor.Offset;
        for (var i = 0; i < tensor.Shape.Length; i++)
        {
            count *= tensor.Shape[i];
            last += (Int128)Math.Max(0, tensor.Shape[i] - 1) * tensor.Strides[i];
            if (count > long.MaxValue / 8 || last > long.MaxValue / 8)
            {
                throw Invalid($"the tensor '{name}' is larger than any file");
            }
        }

        return (count, last);
    }

    private static bool IsContiguous(PickleTensor tensor)
    {
        var expected = 1L;
        for (var i = tensor.Shape.Length - 1; i >= 0; i--)
        {
            if (tensor.Shape[i] != 1 && tensor.Strides[i] != expected)
            {
                return false;
            }

            expected *= tensor.Shape[i];
        }

        return true;
    }

    private byte[] Gather(string name, PickleTensor tensor, long start, int size, long count)
    {
        _gathered += count * size;
        if (_gathered > file.Length + GatherAllowance)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, $"The tensors of '{Path.GetFileName(path)}' up to '{name}' take more bytes when spread out than the file has.", path);
        }

        var source = file.Slice(start, tensor.Storage.ElementCount * size);
        var target = new byte[count * size];
        var index = new long[tensor.Shape.Length];
        var element = tensor.Offset;
        for (var i = 0L; i < count; i++)
        {
            source.Slice((int)(element * size), size).CopyTo(target.AsSpan((int)(i * size)));
            for (var dimension = index.Length - 1; dimension >= 0; dimension--)
            {
                element += tensor.Strides[dimension];
                if (++index[dimension] < tensor.Shape[dimension])
                {
                    break;
                }

                element -= index[dimension] * tensor.Strides[dimension];
                index[dimension] = 0;
            }
        }

        return target;
    }

    private EmotionAIException Invalid(string found) =>
        new(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(path)}' is not a valid torch checkpoint: {found}.", path);
}
