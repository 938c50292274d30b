using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EmotionAI.Conventions;

/// <summary>Runs MSBuild over the targets that a package brings, with properties that stand for different applications.</summary>
internal static class TargetsBuild
{
    private const string Mark = "case: ";

    /// <summary>Builds.</summary>
    /// <param name="targets">The targets file.</param>
    /// <param name="cases">The properties of each application, as <c>Name=Value;Name=Value</c>.</param>
    /// <returns>What the build of each printed.</returns>
    public static IReadOnlyDictionary<string, string> Run(string targets, IEnumerable<string> cases)
    {
        using var folder = new TemporaryFolder();
        var project = folder.Write("Application.proj", $"""
            <Project>
              <Import Project="{Path.Combine(Repository.Root, targets)}" />
              <ItemGroup>
                {string.Concat(cases.Select((properties, index) => $"""<Case Include="{index}" Properties="{properties}" />"""))}
              </ItemGroup>
              <Target Name="PrepareForBuild" />
              <Target Name="All" Outputs="%(Case.Identity)">
                <Message Importance="high" Text="{Mark}%(Case.Properties)" />
                <MSBuild Projects="$(MSBuildProjectFullPath)" Targets="PrepareForBuild" Properties="%(Case.Properties)" />
              </Target>
            </Project>
            """);
        return Parse(Build(project));
    }

    private static string Build(string project)
    {
        var host = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        var start = new ProcessStartInfo(host, ["msbuild", project, "-t:All", "-nologo", "-v:m", "-tl:off", "-m:1", "-nr:false", "-clp:NoSummary"])
        {
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(output);
    }

    private static Dictionary<string, string> Parse(string output) => output.ReplaceLineEndings("\n").Split(Mark)[1..]
        .Select(part => part.Split('\n', 2))
        .ToDictionary(part => part[0], part => part[1].Trim());
}
