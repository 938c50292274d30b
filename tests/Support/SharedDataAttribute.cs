using System.Reflection;
using Xunit.Sdk;

namespace EmotionAI.Tests;

/// <summary>Gives a theory one row that needs the shared folder: where that is not there, the row is skipped with its reason.</summary>
/// <param name="what">The file or folder that the row needs, relative to the shared folder.</param>
/// <param name="row">The arguments of the test.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class SharedDataAttribute(string what, params object?[] row) : DataAttribute
{
    public override string? Skip { get; set; } = Shared.WhySkip(what);

    public override IEnumerable<object?[]> GetData(MethodInfo testMethod) => [row];
}
