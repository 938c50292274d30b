using System.Security.Cryptography;
using System.Text;

namespace EmotionAI.Training.Data.Splitting;

/// <summary>Puts groups into a random order that depends on the seed and on their keys alone, never on the order of the data.</summary>
internal static class SplitRank
{
    /// <param name="key">The group.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="draw">The number of the order: each is another one.</param>
    /// <returns>The place, to be compared ordinally.</returns>
    public static string Of(string key, long seed, int draw = 0) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Invariant($"{seed}\n{draw}\n{key}"))));
}
