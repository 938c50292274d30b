using System.Xml.Linq;

namespace EmotionAI.Conventions;

public sealed class PackageTests
{
    public static TheoryData<string> Projects => ProjectReferenceTests.Projects;

    [Theory]
    [MemberData(nameof(Projects))]
    public void Package_OfEachProject_IsDescribed(string project)
    {
        var description = Property(project, "Description");

        Assert.True(description.Length >= 40, $"{project} has the description '{description}'.");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Package_OfEachProject_HasAReadmeOfItsOwn(string project)
    {
        var readme = $"{Folder(project)}/README.md";

        Assert.True(Repository.Exists(readme), $"{readme} is missing.");
        Assert.StartsWith($"# {Path.GetFileNameWithoutExtension(project)}\n", Repository.Read(readme), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Package_OfEachProject_HasOneLicence(string project)
    {
        var expression = Property(project, "PackageLicenseExpression");
        var file = Property(project, "PackageLicenseFile");

        Assert.True((expression.Length > 0) != (file.Length > 0), $"{project} has the licence expression '{expression}' and the licence file '{file}'.");
        Assert.True(file.Length == 0 || Repository.Exists($"{Folder(project)}/{file}"), $"{file} of {project} is missing.");
    }

    [Theory]
    [InlineData("EmotionAI.Sdk.Models.Text", "text", "Apache")]
    [InlineData("EmotionAI.Sdk.Models.Speech", "audio", "non-commercial")]
    [InlineData("EmotionAI.Sdk.Models.Speech.Open", "audio-open", "MIT")]
    public void Package_OfAModel_SaysItsLicenceWhereItIsRead(string package, string folder, string licence)
    {
        string[] places =
        [
            "README.md", $"src/{package}/README.md", $"src/{package}/emotionai-models/{folder}/MODEL_CARD.md", $"src/{package}/emotionai-models/{folder}/LICENSE.txt",
        ];

        Assert.All(places, place => Assert.Contains(licence, Repository.Read(place), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The tools are the only packages that carry the libraries of others themselves.</summary>
    [Theory]
    [InlineData("EmotionAI.Sdk.Cli")]
    [InlineData("EmotionAI.Sdk.Server.Cli")]
    public void Notices_OfATool_NameEveryLibraryThatItCarries(string name)
    {
        var tool = $"src/{name}";
        var notices = Repository.Read($"{tool}/THIRD-PARTY-NOTICES.txt");

        // ASP.NET Core has what is named Microsoft.Extensions in its runtime.
        var isInRuntime = XDocument.Parse(Repository.Read($"{tool}/{name}.csproj")).Descendants("FrameworkReference").Any();

        var missing = Libraries($"{tool}/{name}.csproj").Distinct().Where(library => !isInRuntime || !library.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal))
            .Where(library => !notices.Contains(library.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) ? "Microsoft.Extensions.*" : library, StringComparison.Ordinal));

        Assert.Empty(missing);
        Assert.Contains("Neither the name of Internet Society, IETF or IETF Trust", notices, StringComparison.Ordinal);
        Assert.Contains("THIRD-PARTY-NOTICES.txt", Repository.Read($"{tool}/LICENSE.txt"), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Libraries(string project)
    {
        var elements = XDocument.Parse(Repository.Read(project)).Descendants().ToList();
        var below = elements.Where(element => element.Name == "ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
        return elements.Where(element => element.Name == "PackageReference").Select(reference => reference.Attribute("Include")!.Value)
            .Concat(below.SelectMany(name => Libraries($"src/{name}/{name}.csproj")));
    }

    private static string Folder(string project) => Path.GetDirectoryName(project)!.Replace('\\', '/');

    /// <summary>Reads a property as MSBuild would: the project's own value, else that of the nearest Directory.Build.props.</summary>
    private static string Property(string project, string name)
    {
        string[] files = [project, "src/Directory.Build.props", "Directory.Build.props"];
        return files.SelectMany(file => XDocument.Parse(Repository.Read(file)).Descendants(name)).FirstOrDefault()?.Value ?? "";
    }
}
