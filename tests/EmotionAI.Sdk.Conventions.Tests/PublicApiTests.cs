using System.Reflection;

namespace EmotionAI.Conventions;

/// <summary>Guards the lists that make every change of the public API visible; that they equal the code is checked by the compiler.</summary>
public sealed class PublicApiTests
{
    /// <summary>Datasets, runs, measurement, metrics, thresholds, artefacts, pictures and the report need no more.</summary>
    private const int MostTypes = 42;

    [Theory]
    [InlineData("EmotionAI.Sdk.Abstractions")]
    [InlineData("EmotionAI.Sdk")]
    [InlineData("EmotionAI.Sdk.Codecs")]
    [InlineData("EmotionAI.Sdk.Ffmpeg")]
    [InlineData("EmotionAI.Sdk.NWaves")]
    [InlineData("EmotionAI.Sdk.Evaluation")]
    [InlineData("EmotionAI.Sdk.Extensions.AI")]
    [InlineData("EmotionAI.Sdk.Jobs")]
    [InlineData("EmotionAI.Sdk.Orleans")]
    [InlineData("EmotionAI.Sdk.Server")]
    [InlineData("EmotionAI.Sdk.Training")]
    [InlineData("EmotionAI.Sdk.Training.Torch")]
    public void PublicApi_OfEachLibrary_IsListed(string library)
    {
        string[] lists = [$"src/{library}/PublicAPI.Shipped.txt", $"src/{library}/PublicAPI.Unshipped.txt"];

        Assert.All(lists, list => Assert.True(Repository.Exists(list), $"{list} is missing."));
        var lines = lists.SelectMany(Repository.ReadLines).ToHashSet();
        var missing = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, $"{library}.dll")).GetExportedTypes()
            .Where(type => !type.IsGenericType && !type.IsNested && !lines.Contains(type.FullName!));

        Assert.Empty(missing);
    }

    [Fact]
    public void PublicTypes_OfTheEvaluation_AreFew()
    {
        var types = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "EmotionAI.Sdk.Evaluation.dll")).GetExportedTypes();

        Assert.True(types.Length <= MostTypes, $"{types.Length} types are public, and {MostTypes} are allowed: what is a part of another answer is internal ({string.Join(", ", types.Select(type => type.Name))}).");
    }
}
