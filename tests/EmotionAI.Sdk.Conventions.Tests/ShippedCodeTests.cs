using System.Xml.Linq;

namespace EmotionAI.Conventions;

/// <summary>Shows that the assemblies built from <c>src</c> hold no code that could start a program, load code by name, call native code or open a connection, but for what is listed.</summary>
public sealed class ShippedCodeTests
{
    private static readonly string[] ForbiddenTypes =
    [
        "System.Diagnostics.Process", "System.Diagnostics.ProcessStartInfo", "System.Runtime.Loader.AssemblyLoadContext",
        "System.Runtime.Serialization.Formatters.Binary.BinaryFormatter", "System.CodeDom.Compiler.CodeDomProvider",
        "System.Runtime.InteropServices.NativeLibrary",
    ];

    private static readonly string[] ForbiddenNamespaces = ["System.Net.", "System.Reflection.Emit.", "Microsoft.CSharp."];

    private static readonly string[] ForbiddenMembers =
    [
        "System.Type.GetType", "System.Type.GetTypeFromProgID", "System.Type.GetTypeFromCLSID", "System.Type.InvokeMember",
        "System.Activator.CreateInstance", "System.Activator.CreateInstanceFrom",
        "System.Reflection.Assembly.Load", "System.Reflection.Assembly.LoadFrom", "System.Reflection.Assembly.LoadFile",
        "System.Reflection.Assembly.UnsafeLoadFrom", "System.AppDomain.ExecuteAssembly",
    ];

    /// <summary>Lists what an assembly may refer to all the same, and why. An assembly that is not named has no exceptions.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> Exceptions = new()
    {
        ["EmotionAI.Sdk"] = new()
        {
            ["libc:statx"] = "tells pipes and devices from files, which .NET does not",
        },
        ["EmotionAI.Sdk.Ffmpeg"] = new()
        {
            ["System.Diagnostics.Process"] = "starts the ffmpeg that the application names, by absolute path, without a shell",
            ["System.Diagnostics.ProcessStartInfo"] = "the same",
        },
        ["EmotionAI.Sdk.Evaluation"] = new()
        {
            ["System.Net.WebUtility"] = "only escapes text for HTML, in spite of its namespace",
            ["libc:statx"] = "tells pipes and devices from files, which .NET does not",
        },
        ["EmotionAI.Sdk.Jobs"] = new()
        {
            ["System.Net.Sockets.SocketException"] = "is met where a broker or database is away; the connections are those of RabbitMQ.Client and Npgsql",
            ["libc:statx"] = "tells pipes and devices from files, which .NET does not",
        },
        ["EmotionAI.Sdk.Orleans"] = new()
        {
            ["System.Net.IPAddress"] = "names the address of a silo; the connections are those of Orleans",
            ["System.Net.IPEndPoint"] = "the same",
            ["System.Net.Sockets.AddressFamily"] = "the same",
            ["System.Net.Sockets.SocketException"] = "is met where a silo is away",
        },
        ["emotionai-serve"] = new()
        {
            ["System.Net.IPAddress"] = "tells addresses from names, of which Kestrel would listen on all networks",
            ["System.Net.Sockets.SocketError"] = "says in a sentence why an address cannot be listened on",
            ["System.Net.Sockets.SocketException"] = "the same",
            ["libc:opendir"] = "lists names that are no UTF-8, which .NET gives changed",
            ["libc:readdir"] = "the same",
            ["libc:closedir"] = "the same",
            ["libc:open"] = "opens a file whose name is no UTF-8",
            ["libc:statx"] = "tells pipes and devices from files, which .NET does not",
            ["System.Net.Http.HttpClient"] = "asks a server for its health, from inside its container",
            ["System.Net.Http.HttpContent"] = "the same",
            ["System.Net.Http.HttpRequestException"] = "the same",
            ["System.Net.Http.HttpResponseMessage"] = "the same",
        },
        ["EmotionAI.Sdk.Training"] = new()
        {
            ["libc:statx"] = "tells pipes and devices from files, which .NET does not",
        },
        ["EmotionAI.Sdk.Training.Torch"] = new()
        {
            ["System.Runtime.Loader.AssemblyLoadContext"] = "is told where the system refuses TorchSharp's wrapper",
            ["System.Runtime.InteropServices.NativeLibrary"] = "loads libtorch, which the application brought, and a checked copy of the wrapper out of a folder of this user alone",
            ["libc:statx"] = "tells pipes and devices from files, which .NET does not",
        },
        ["EmotionAI.Sdk.Server"] = new()
        {
            ["System.Net.IPAddress"] = "tells addresses from names, of the Host header and of what is listened on",
            ["System.Net.WebSockets.ValueWebSocketReceiveResult"] = "hears live sound from clients that have come; ASP.NET Core listens",
            ["System.Net.WebSockets.WebSocket"] = "the same",
            ["System.Net.WebSockets.WebSocketCloseStatus"] = "the same",
            ["System.Net.WebSockets.WebSocketException"] = "the same",
            ["System.Net.WebSockets.WebSocketMessageType"] = "the same",
        },
        ["emotionai"] = new()
        {
            ["System.Diagnostics.Process"] = "hands the training of whole networks and the serving over to the tools that do it, by absolute path",
            ["System.Diagnostics.ProcessStartInfo"] = "the same",
            ["libc:kill"] = "asks a tool that it handed over to to end, which .NET does not",
            ["libc:opendir"] = "lists names that are no UTF-8, which .NET gives changed",
            ["libc:readdir"] = "the same",
            ["libc:closedir"] = "the same",
            ["libc:open"] = "opens a file whose name is no UTF-8",
            ["libc:statx"] = "tells pipes and devices from files, which .NET does not",
        },
    };

    public static TheoryData<string> Assemblies => [.. Names];

    private static IEnumerable<string> Names => Repository.Files("src").Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).Select(AssemblyName);

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Assembly_OfSource_RefersToNothingForbidden(string assembly)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll");

        Assert.NotEmpty(AssemblyReferences.Types(path));
        Assert.Equal(Exceptions.GetValueOrDefault(assembly, []).Keys.Order(StringComparer.Ordinal), Forbidden(path).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Exceptions_All_AreOfAnAssemblyOfSource() => Assert.Empty(Exceptions.Keys.Except(Names));

    [Fact]
    public void Forbidden_AssemblyWithPlantedReferences_FindsAllOfThem()
    {
        var found = Forbidden(typeof(PlantedReferences).Assembly.Location);

        string[] planted =
        [
            "System.Diagnostics.Process", "System.Net.Http.HttpClient", "System.Type.GetType", "System.Activator.CreateInstance", "System.Reflection.Assembly.Load",
            "System.Runtime.InteropServices.NativeLibrary", "libc:system",
        ];
        Assert.Empty(planted.Except(found));
    }

    private static List<string> Forbidden(string path) =>
    [
        .. AssemblyReferences.Types(path).Where(type => ForbiddenTypes.Contains(type) || ForbiddenNamespaces.Any(space => type.StartsWith(space, StringComparison.Ordinal))),
        .. AssemblyReferences.Members(path).Where(ForbiddenMembers.Contains),
        .. AssemblyReferences.Functions(path),
    ];

    private static string AssemblyName(string project) =>
        XDocument.Parse(Repository.Read(project)).Descendants("AssemblyName").SingleOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(project);
}
