using System.Collections;

namespace EmotionAI.Jobs;

/// <summary>Keeps which items were seen.</summary>
/// <param name="count">The number of items; what is beyond is never new.</param>
internal sealed class SeenItems(long count)
{
    private readonly BitArray _seen = new(checked((int)count));

    /// <summary>Gets the number of items that were seen.</summary>
    public long Count { get; private set; }

    /// <returns>Whether the item is one, and new.</returns>
    public bool Add(long index)
    {
        if (index < 0 || index >= _seen.Length || _seen[(int)index])
        {
            return false;
        }

        _seen[(int)index] = true;
        Count++;
        return true;
    }
}
