using System.Reflection;

namespace EmotionAI.Conventions;

/// <summary>Guards the lists that make every change of the public API visible; that they equal the code is checked by the compiler.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("EmotionAI.Sdk.Abstractions")]
    [InlineData("EmotionAI.Sdk")]
    [InlineData("EmotionAI.Sdk.Evaluation")]
    public void PublicApi_OfEachLibrary_IsListed(string library)
    {
        string[] lists = [$"src/{library}/PublicAPI.Shipped.txt", $"src/{library}/PublicAPI.Unshipped.txt"];

        var present = lists.Where(Repository.Exists).ToList();
        if (present.Count == 0)
        {
            // The first release writes the lists; from then on a project has both.
            Assert.Contains("[0.1.0] - unreleased", Repository.Read("CHANGELOG.md"), StringComparison.Ordinal);
            return;
        }

        Assert.Equal(lists, present);
        var lines = lists.SelectMany(Repository.ReadLines).ToHashSet();
        var missing = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, $"{library}.dll")).GetExportedTypes()
            .Where(type => !type.IsGenericType && !type.IsNested && !lines.Contains(type.FullName!));

        Assert.Empty(missing);
    }
}
