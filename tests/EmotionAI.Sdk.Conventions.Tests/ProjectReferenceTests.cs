using System.Xml.Linq;

namespace EmotionAI.Conventions;

public sealed class ProjectReferenceTests
{
    private const string Abstractions = "EmotionAI.Sdk.Abstractions";
    private const string Sdk = "EmotionAI.Sdk";
    private const string TextModel = "EmotionAI.Sdk.Models.Text";
    private const string SpeechModel = "EmotionAI.Sdk.Models.Speech";
    private const string Evaluation = "EmotionAI.Sdk.Evaluation";
    private const string Codecs = "EmotionAI.Sdk.Codecs";
    private const string Ffmpeg = "EmotionAI.Sdk.Ffmpeg";
    private const string NWaves = "EmotionAI.Sdk.NWaves";

    /// <summary>Lists what each project may refer to: only what is below it.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [Abstractions] = [],
        [Sdk] = [Abstractions],
        [TextModel] = [Sdk],
        [SpeechModel] = [Sdk],
        [SpeechModel + ".Open"] = [Sdk],
        [Evaluation] = [Abstractions],
        [Codecs] = [Sdk],
        [Ffmpeg] = [Sdk],
        [NWaves] = [Sdk],
        ["EmotionAI.Sdk.Extensions.AI"] = [Sdk],
        ["EmotionAI.Sdk.Server"] = [Sdk, Codecs],
        ["EmotionAI.Sdk.Server.Cli"] = [Sdk, TextModel, SpeechModel, "EmotionAI.Sdk.Server", "EmotionAI.Sdk.Jobs"],
        ["EmotionAI.Sdk.Orleans"] = [Sdk],
        ["EmotionAI.Sdk.Jobs"] = [Sdk],
        ["EmotionAI.Sdk.Cli"] = [Abstractions, Sdk, TextModel, SpeechModel, Codecs, Ffmpeg, NWaves, Evaluation, "EmotionAI.Sdk.Training"],
        ["EmotionAI.Sdk.Training"] = [Abstractions, Sdk, Evaluation],
        ["EmotionAI.Sdk.Training.Torch"] = [Abstractions, Sdk, Evaluation, "EmotionAI.Sdk.Training"],
        ["EmotionAI.Sdk.Training.Cli"] = [Abstractions, Sdk, Codecs, Ffmpeg, Evaluation, "EmotionAI.Sdk.Training", "EmotionAI.Sdk.Training.Torch"],
    };

    public static TheoryData<string> Projects => [.. Repository.Files("src").Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectReferences_OfTheLibrary_PointDownward(string project)
    {
        var references = XDocument.Parse(Repository.Read(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

        Assert.Empty(references.Except(Allowed[Path.GetFileNameWithoutExtension(project)]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Friends_OfTheLibrary_AreTests(string project)
    {
        var friends = XDocument.Parse(Repository.Read(project)).Descendants("InternalsVisibleTo").Select(friend => friend.Attribute("Include")!.Value);

        Assert.All(friends, friend => Assert.EndsWith(".Tests", friend, StringComparison.Ordinal));
    }

    [Fact]
    public void PackageReferences_OfAbstractions_AreNone()
    {
        var project = XDocument.Parse(Repository.Read($"src/{Abstractions}/{Abstractions}.csproj"));

        Assert.Empty(project.Descendants("PackageReference"));
    }

    [Fact]
    public void Projects_All_AreInTheSolution()
    {
        var solution = Repository.Read("EmotionAI.Sdk.sln").Replace('\\', '/');

        var missing = Repository.Files().Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) && !solution.Contains($"\"{file}\""));

        Assert.Empty(missing);
    }
}
