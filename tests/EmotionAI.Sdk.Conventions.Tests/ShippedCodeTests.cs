namespace EmotionAI.Conventions;

/// <summary>Shows that the shipped assemblies hold no code that could start a program, load code by name or open a connection.</summary>
public sealed class ShippedCodeTests
{
    private static readonly string[] ForbiddenTypes =
    [
        "System.Diagnostics.Process", "System.Diagnostics.ProcessStartInfo", "System.Runtime.Loader.AssemblyLoadContext",
        "System.Runtime.Serialization.Formatters.Binary.BinaryFormatter", "System.CodeDom.Compiler.CodeDomProvider",
    ];

    /// <summary>Only escapes text for HTML, in spite of its namespace.</summary>
    private const string Escaping = "System.Net.WebUtility";

    private static readonly string[] ForbiddenNamespaces = ["System.Net.", "System.Reflection.Emit.", "Microsoft.CSharp."];

    private static readonly string[] ForbiddenMembers =
    [
        "System.Type.GetType", "System.Type.GetTypeFromProgID", "System.Type.GetTypeFromCLSID", "System.Type.InvokeMember",
        "System.Activator.CreateInstance", "System.Activator.CreateInstanceFrom",
        "System.Reflection.Assembly.Load", "System.Reflection.Assembly.LoadFrom", "System.Reflection.Assembly.LoadFile",
        "System.Reflection.Assembly.UnsafeLoadFrom", "System.AppDomain.ExecuteAssembly",
    ];

    [Theory]
    [InlineData("EmotionAI.Sdk.Abstractions.dll")]
    [InlineData("EmotionAI.Sdk.dll")]
    [InlineData("EmotionAI.Sdk.Evaluation.dll")]
    public void Assembly_Shipped_RefersToNothingForbidden(string assembly)
    {
        var path = Path.Combine(AppContext.BaseDirectory, assembly);

        Assert.NotEmpty(AssemblyReferences.Types(path));
        Assert.Empty(Forbidden(path));
    }

    [Fact]
    public void Forbidden_AssemblyWithPlantedReferences_FindsAllOfThem()
    {
        var found = Forbidden(typeof(PlantedReferences).Assembly.Location);

        string[] planted =
        [
            "System.Diagnostics.Process", "System.Net.Http.HttpClient", "System.Type.GetType", "System.Activator.CreateInstance", "System.Reflection.Assembly.Load",
        ];
        Assert.Empty(planted.Except(found));
    }

    private static List<string> Forbidden(string path) =>
    [
        .. AssemblyReferences.Types(path).Where(type => ForbiddenTypes.Contains(type) || ForbiddenNamespaces.Any(space => type != Escaping && type.StartsWith(space, StringComparison.Ordinal))),
        .. AssemblyReferences.Members(path).Where(ForbiddenMembers.Contains),
    ];
}
