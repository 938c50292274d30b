using System.Text;
using EmotionAI.Text.Tokenization.Normalization;

namespace EmotionAI.Text.Tokenization.Decoding;

/// <summary>Is <c>ByteLevel</c>: the bytes that characters stand for are read as UTF-8; a token with another character is taken as it is.</summary>
internal sealed class ByteLevelDecoder : ITokenDecoder
{
    public void Decode(List<string> parts)
    {
        var bytes = new List<byte>();
        foreach (var part in parts)
        {
            bytes.AddRange(part.All(unit => ByteCharacters.ByteOf(unit) >= 0) ? part.Select(unit => (byte)ByteCharacters.ByteOf(unit)) : Encoding.UTF8.GetBytes(part));
        }

        parts.Clear();
        parts.Add(Encoding.UTF8.GetString([.. bytes]));
    }
}
