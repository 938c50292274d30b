using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EmotionAI.Conventions;

/// <summary>Compiles C# text in memory against everything that the tests run with, for a scan that has to know types; whether they may be null costs half of the time and tells it nothing. Code made by source generators is not there.</summary>
internal static class SourceCompilation
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks; global using static System.FormattableString;";

    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest);

    /// <summary>Compiles a project of <c>src</c>.</summary>
    /// <param name="project">The folder below <c>src</c>.</param>
    /// <param name="assembly">The name of its assembly.</param>
    /// <param name="linked">Other folders whose files it compiles.</param>
    public static CSharpCompilation OfProject(string project, string assembly, params string[] linked) =>
        Create(assembly, Repository.CSharpFiles([$"src/{project}", .. linked]).Select(file => CSharpSyntaxTree.ParseText(Repository.Read(file), Language, file)));

    /// <summary>Compiles one file.</summary>
    public static CSharpCompilation OfText(string text) => Create("Planted", [CSharpSyntaxTree.ParseText(text, Language, "Planted.cs")]);

    private static CSharpCompilation Create(string assembly, IEnumerable<SyntaxTree> files)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileNameWithoutExtension(file) != assembly)
            .Select(CompilerReferences.Of);
        return CSharpCompilation.Create(
            assembly,
            [CSharpSyntaxTree.ParseText(ImplicitUsings, Language), .. files],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Disable));
    }
}
