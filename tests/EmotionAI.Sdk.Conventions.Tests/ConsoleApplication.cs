using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EmotionAI.Conventions;

/// <summary>Compiles a <c>Program.cs</c> as <c>dotnet new console</c> or <c>dotnet new web</c> and <c>dotnet add package</c> would: implicit usings, nullable, the framework with ASP.NET or without.</summary>
internal static class ConsoleApplication
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private const string WebUsings =
        "global using System.Net.Http.Json; global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing; " +
        "global using Microsoft.Extensions.Configuration; global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting; global using Microsoft.Extensions.Logging;";

    /// <summary>What the SDK leaves out of every build: a package was built against an older version of another.</summary>
    private static readonly Dictionary<string, ReportDiagnostic> NoWarnings = new() { ["CS1701"] = ReportDiagnostic.Suppress, ["CS1702"] = ReportDiagnostic.Suppress };

    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest);
    private static readonly string Framework = RuntimeEnvironment.GetRuntimeDirectory();

    /// <summary>Compiles.</summary>
    /// <param name="program">The text of <c>Program.cs</c>.</param>
    /// <param name="packages">The packages that were added.</param>
    /// <param name="isWeb">Whether the application is one of ASP.NET Core.</param>
    /// <returns>Errors and warnings, as the compiler words them.</returns>
    public static List<string> Compile(string program, IEnumerable<string> packages, bool isWeb = false)
    {
        string[] frameworks = isWeb ? [Framework, AspNetCore] : [Framework];
        var compilation = CSharpCompilation.Create(
            "Pasted",
            [CSharpSyntaxTree.ParseText(isWeb ? ImplicitUsings + WebUsings : ImplicitUsings, Language), CSharpSyntaxTree.ParseText(program, Language, "Program.cs")],
            FrameworkFiles(frameworks).Concat(PackageFiles(packages, frameworks)).Select(CompilerReferences.Of),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: NoWarnings));

        return [.. compilation.GetDiagnostics().Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => found.ToString())];
    }

    /// <summary>Gets the folder of ASP.NET Core, which the SDK installs beside the base framework.</summary>
    private static string AspNetCore => Directory.GetDirectories(Path.Combine(Framework, "..", "..", "Microsoft.AspNetCore.App"), $"{Environment.Version.Major}.*").Order(StringComparer.Ordinal).Last();

    private static IEnumerable<string> FrameworkFiles(string[] frameworks) => frameworks.SelectMany(framework => Directory.GetFiles(framework, "*.dll")).Where(IsManaged);

    /// <summary>Finds the assemblies of packages and of what they depend on: those beside the tests that each refers to.</summary>
    private static HashSet<string> PackageFiles(IEnumerable<string> packages, string[] frameworks)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(packages);
        while (open.TryDequeue(out var name))
        {
            // What ASP.NET Core has too is not copied beside the tests, which refer to it.
            var file = new[] { AppContext.BaseDirectory, AspNetCore }.Select(folder => Path.Combine(folder, $"{name}.dll")).FirstOrDefault(File.Exists);
            if (file is not null && !frameworks.Any(framework => File.Exists(Path.Combine(framework, $"{name}.dll"))) && found.Add(file))
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
