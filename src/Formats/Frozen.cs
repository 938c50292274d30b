using System.Collections.ObjectModel;

namespace EmotionAI;

/// <summary>Keeps lists from being cast and written to.</summary>
internal static class Frozen
{
    /// <summary>Copies a list, but for one that is read-only in fact: whoever made that gave its array away.</summary>
    public static IReadOnlyList<T> Copy<T>(IReadOnlyList<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return list as ReadOnlyCollection<T> ?? Array.AsReadOnly<T>([.. list]);
    }
}
