using System.Collections;
using System.Reflection;

namespace EmotionAI.Tests.Orleans;

/// <summary>Writes down all that is public of an object, found by reflection, so that a property that is forgotten on the wire is seen.</summary>
internal static class PublicValues
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        float or double or int or long or bool or Enum or TimeSpan => FormattableString.Invariant($"{value}"),
        ReadOnlyMemory<float> samples => string.Join(' ', samples.ToArray().Select(sample => FormattableString.Invariant($"{sample:R}"))),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Of))}]",
        _ => $"{value.GetType().Name} {{{string.Join(", ", Properties(value).Select(property => $"{property.Name} = {Of(property.GetValue(value))}"))}}}",
    };

    private static IEnumerable<PropertyInfo> Properties(object value) =>
        value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0);
}
