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

        Assert.All(lists, list => Assert.True(Repository.Exists(list), $"{list} is missing."));
        var lines = lists.SelectMany(Repository.ReadLines).ToHashSet();
        var missing = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, $"{library}.dll")).GetExportedTypes()
            .Where(type => !type.IsGenericType && !type.IsNested && !lines.Contains(type.FullName!));

        Assert.Empty(missing);
    }
}
