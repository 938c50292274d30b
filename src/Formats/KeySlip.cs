namespace EmotionAI.Formats;

/// <summary>Finds the key that is meant by one with a slip of the keyboard in it.</summary>
internal static class KeySlip
{
    private const int LargestDistance = 2;

    /// <summary>Compares without case and separators: at most two letters may be missing, too many, other ones, or swapped with their neighbours (optimal string alignment).</summary>
    /// <returns>The nearest key; null where none is near.</returns>
    public static string? Find(string written, IEnumerable<string> keys) => keys
        .Select(key => (Key: key, Distance: Distance(Letters(written), Letters(key))))
        .Where(candidate => candidate.Distance <= Math.Min(LargestDistance, candidate.Key.Length / 4))
        .OrderBy(candidate => candidate.Distance)
        .FirstOrDefault().Key;

    private static string Letters(string key) => string.Concat(key.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static int Distance(string a, string b)
    {
        var distances = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    distances[i, j] = i + j;
                    continue;
                }

                var other = distances[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                distances[i, j] = Math.Min(other, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    distances[i, j] = Math.Min(distances[i, j], distances[i - 2, j - 2] + 1);
                }
            }
        }

        return distances[a.Length, b.Length];
    }
}
