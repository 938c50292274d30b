using System.Buffers.Binary;
using System.Text;

namespace EmotionAI.Tests.Checkpoints;

/// <summary>Writes pickles of protocol 2 opcode by opcode.</summary>
internal sealed class PickleBuilder
{
    private readonly List<byte> _bytes = [];

    public PickleBuilder(bool withProtocol = true)
    {
        if (withProtocol)
        {
            Raw(0x80, 2);
        }
    }

    public byte[] ToArray() => [.. _bytes];

    public PickleBuilder Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleBuilder Op(char opcode) => Raw((byte)opcode);

    public PickleBuilder Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        return Op('X').Raw(length.ToArray()).Raw(bytes);
    }

    public PickleBuilder Int(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return Op('J').Raw(bytes.ToArray());
    }

    public PickleBuilder Long(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Raw(0x8A, 8).Raw(bytes.ToArray());
    }

    public PickleBuilder Double(double value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        return Op('G').Raw(bytes.ToArray());
    }

    public PickleBuilder Global(string module, string name) => Op('c').Raw(Encoding.UTF8.GetBytes($"{module}\n{name}\n"));

    public PickleBuilder Longs(params long[] values)
    {
        Op('(');
        foreach (var value in values)
        {
            Long(value);
        }

        return Op('t');
    }

    /// <summary>Pushes a storage by its persistent id.</summary>
    public PickleBuilder Storage(string type, string key, long count, bool isLegacy = false)
    {
        Op('(').Text("storage").Global("torch", type).Text(key).Text("cpu").Long(count);
        return (isLegacy ? Op('N') : this).Op('t').Op('Q');
    }

    /// <summary>Pushes a tensor over a storage.</summary>
    public PickleBuilder Tensor(string type, string key, long count, long offset, long[] size, long[] stride, bool isLegacy = false) =>
        Global("torch._utils", "_rebuild_tensor_v2").Op('(').Storage(type, key, count, isLegacy).Long(offset).Longs(size).Longs(stride)
            .Raw(0x89).Global("collections", "OrderedDict").Op(')').Op('R').Op('t').Op('R');

    /// <summary>Pushes an empty ordered dictionary and the mark for its items.</summary>
    public PickleBuilder BeginState() => Global("collections", "OrderedDict").Op(')').Op('R').Op('(');

    public byte[] EndState() => Op('u').Op('.').ToArray();
}
