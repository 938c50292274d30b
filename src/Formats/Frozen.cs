using System.Collections.ObjectModel;

namespace EmotionAI;

/// <summary>Keeps lists and maps from being cast and written to.</summary>
internal static class Frozen
{
    /// <summary>Copies a list, but for one that is read-only in fact: whoever made that gave its array away.</summary>
    public static IReadOnlyList<T> Copy<T>(IReadOnlyList<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return list as ReadOnlyCollection<T> ?? Array.AsReadOnly<T>([.. list]);
    }

    /// <summary>Copies a map, in its order.</summary>
    public static IReadOnlyDictionary<string, T> Copy<T>(IReadOnlyDictionary<string, T> map) =>
        new ReadOnlyDictionary<string, T>(new OrderedDictionary<string, T>(map, StringComparer.Ordinal));
}
