namespace EmotionAI.Tests;

/// <summary>Marks a test that goes through a whole corpus: <c>eng/full.sh</c> runs it, everywhere else it is skipped by name.</summary>
/// <param name="what">The file or folder that it needs, relative to the shared folder.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SlowFactAttribute(string what) : FactAttribute
{
    private const string Variable = "EMOTIONAI_SLOW_TESTS";

    public override string? Skip { get; set; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 }
        ? Shared.WhySkip(what)
        : $"takes minutes, run by eng/full.sh (which sets {Variable})";
}
