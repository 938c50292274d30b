using System.Buffers.Binary;
using System.Text;

namespace EmotionAI.Tests.Text.Tokenization.SentencePiece;

/// <summary>Writes SentencePiece models, valid and broken ones.</summary>
internal static class ModelBytes
{
    public const int Pieces = 1;
    public const int Trainer = 2;
    public const int Normalizer = 3;

    public static byte[] Of(params IEnumerable<byte[]> fields) => [.. fields.SelectMany(field => field)];

    public static byte[] Piece(string text, float score, int kind = 1) => Message(Pieces, Text(1, text), Single(2, score), Number(3, (ulong)kind));

    public static byte[] Message(int field, params IEnumerable<byte[]> fields) => Counted(field, Of(fields));

    public static byte[] Text(int field, string text) => Counted(field, Encoding.UTF8.GetBytes(text));

    public static byte[] Counted(int field, byte[] bytes) => [.. Varint((ulong)((field << 3) | 2)), .. Varint((ulong)bytes.Length), .. bytes];

    public static byte[] Number(int field, ulong value) => [.. Varint((ulong)(field << 3)), .. Varint(value)];

    public static byte[] Single(int field, float value)
    {
        var bytes = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return [.. Varint((ulong)((field << 3) | 5)), .. bytes];
    }

    public static byte[] Varint(ulong value)
    {
        List<byte> bytes = [];
        for (; value > 0x7F; value >>= 7)
        {
            bytes.Add((byte)((value & 0x7F) | 0x80));
        }

        return [.. bytes, (byte)value];
    }
}
