using Google.Protobuf;

namespace EmotionAI.Tests.Graphs;

/// <summary>Reads the fields of one message with Google.Protobuf.</summary>
internal sealed class ProtobufFields
{
    private readonly ILookup<int, object> _fields;

    public ProtobufFields(byte[] message)
    {
        var input = new CodedInputStream(message);
        var fields = new List<(int Field, object Value)>();
        for (uint tag; (tag = input.ReadTag()) != 0;)
        {
            fields.Add((WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => input.ReadInt64(),
                WireFormat.WireType.Fixed32 => input.ReadFloat(),
                WireFormat.WireType.LengthDelimited => input.ReadBytes(),
                var type => throw new InvalidDataException($"Wire type {type} is not written."),
            }));
        }

        _fields = fields.ToLookup(field => field.Field, field => field.Value);
    }

    public IEnumerable<long> Ints(int field) => _fields[field].Cast<long>();

    public float Float(int field) => (float)_fields[field].Single();

    public byte[] Bytes(int field) => ((ByteString)_fields[field].Single()).ToByteArray();

    public string Text(int field) => Texts(field).Single();

    public IEnumerable<string> Texts(int field) => _fields[field].Cast<ByteString>().Select(value => value.ToStringUtf8());

    public IEnumerable<ProtobufFields> Messages(int field) => _fields[field].Cast<ByteString>().Select(value => new ProtobufFields(value.ToByteArray()));
}
