using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EmotionAI.Conventions;

/// <summary>Compiles a <c>Program.cs</c> as <c>dotnet new console</c> and <c>dotnet add package</c> would: implicit usings, nullable, the framework without ASP.NET.</summary>
internal static class ConsoleApplication
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest);
    private static readonly string Framework = RuntimeEnvironment.GetRuntimeDirectory();

    /// <summary>Compiles.</summary>
    /// <param name="program">The text of <c>Program.cs</c>.</param>
    /// <param name="packages">The packages that were added.</param>
    /// <returns>Errors and warnings, as the compiler words them.</returns>
    public static List<string> Compile(string program, IEnumerable<string> packages)
    {
        var compilation = CSharpCompilation.Create(
            "Pasted",
            [CSharpSyntaxTree.ParseText(ImplicitUsings, Language), CSharpSyntaxTree.ParseText(program, Language, "Program.cs")],
            FrameworkFiles().Concat(PackageFiles(packages)).Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

        return [.. compilation.GetDiagnostics().Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => found.ToString())];
    }

    private static IEnumerable<string> FrameworkFiles() => Directory.GetFiles(Framework, "*.dll").Where(IsManaged);

    /// <summary>Finds the assemblies of packages and of what they depend on: those beside the tests that each refers to.</summary>
    private static HashSet<string> PackageFiles(IEnumerable<string> packages)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(packages);
        while (open.TryDequeue(out var name))
        {
            var file = Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
            if (File.Exists(file) && !File.Exists(Path.Combine(Framework, $"{name}.dll")) && found.Add(file))
            {
                References(file).ForEach(open.Enqueue);
            }
        }

        return found;
    }

    private static List<string> References(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    private static bool IsManaged(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return file.HasMetadata;
    }
}
