using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Writes the pickle of a state dictionary, protocol 2: an OrderedDict of calls of <c>torch._utils._rebuild_tensor_v2</c> over float32 storages numbered from 0.</summary>
/// <remarks>Nothing is referred to twice, so that nothing is memoized; readers of torch do not ask for it.</remarks>
internal sealed class StatePickle
{
    private const string OrderedDictionary = "ccollections\nOrderedDict\n";
    private const string RebuildTensor = "ctorch._utils\n_rebuild_tensor_v2\n";
    private const string FloatStorage = "ctorch\nFloatStorage\n";
    private const byte Mark = (byte)'(';
    private const byte Tuple = (byte)'t';
    private const byte Reduce = (byte)'R';
    private const byte EmptyTuple = (byte)')';

    private readonly ArrayBufferWriter<byte> _bytes = new();

    private StatePickle()
    {
    }

    public static byte[] Write(IReadOnlyList<(string Name, IReadOnlyList<long> Shape, ReadOnlyMemory<float> Values)> tensors)
    {
        var pickle = new StatePickle();
        pickle.Add([0x80, 2]);
        pickle.AddEmptyDictionary();
        if (tensors.Count > 0)
        {
            pickle.Add([Mark]);
            for (var i = 0; i < tensors.Count; i++)
            {
                pickle.AddText(tensors[i].Name);
                pickle.AddTensor(i, tensors[i].Shape, tensors[i].Values.Length);
            }

            pickle.Add("u"u8);
        }

        pickle.Add("."u8);
        return pickle._bytes.WrittenSpan.ToArray();
    }

    private void AddTensor(int storage, IReadOnlyList<long> shape, int count)
    {
        Add(Encoding.ASCII.GetBytes(RebuildTensor));
        Add([Mark, Mark]);
        AddText("storage");
        Add(Encoding.ASCII.GetBytes(FloatStorage));
        AddText(Invariant($"{storage}"));
        AddText("cpu");
        AddInteger(count);
        Add([Tuple, (byte)'Q']);
        AddInteger(0);
        AddTuple(shape);
        AddTuple(Strides(shape));

        // requires_grad is False, and there are no hooks.
        Add([0x89]);
        AddEmptyDictionary();
        Add([Tuple, Reduce]);
    }

    private static long[] Strides(IReadOnlyList<long> shape)
    {
        var strides = new long[shape.Count];
        var stride = 1L;
        for (var i = strides.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= Math.Max(1, shape[i]);
        }

        return strides;
    }

    private void AddEmptyDictionary()
    {
        Add(Encoding.ASCII.GetBytes(OrderedDictionary));
        Add([EmptyTuple, Reduce]);
    }

    private void AddTuple(IReadOnlyList<long> numbers)
    {
        if (numbers.Count == 0)
        {
            Add([EmptyTuple]);
            return;
        }

        // TUPLE1 to TUPLE3 take that many values; longer ones begin with a mark.
        Add(numbers.Count > 3 ? [Mark] : []);
        foreach (var number in numbers)
        {
            AddInteger(number);
        }

        Add([numbers.Count > 3 ? Tuple : (byte)(0x84 + numbers.Count)]);
    }

    private void AddInteger(long value)
    {
        Span<byte> bytes = stackalloc byte[2 + sizeof(long)];
        switch (value)
        {
            case >= 0 and <= byte.MaxValue:
                Add([(byte)'K', (byte)value]);
                break;
            case >= 0 and <= ushort.MaxValue:
                bytes[0] = (byte)'M';
                BinaryPrimitives.WriteUInt16LittleEndian(bytes[1..], (ushort)value);
                Add(bytes[..3]);
                break;
            case >= 0 and <= int.MaxValue:
                bytes[0] = (byte)'J';
                BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], (int)value);
                Add(bytes[..5]);
                break;
            default:
                (bytes[0], bytes[1]) = (0x8A, sizeof(long));
                BinaryPrimitives.WriteInt64LittleEndian(bytes[2..], value);
                Add(bytes);
                break;
        }
    }

    private void AddText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> head = stackalloc byte[1 + sizeof(int)];
        head[0] = (byte)'X';
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], bytes.Length);
        Add(head);
        Add(bytes);
    }

    private void Add(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);
}
