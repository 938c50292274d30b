namespace EmotionAI.Conventions;

public sealed class SampleTests
{
    private const int LongestProgram = 25;
    private const int LongestServer = 40;

    public static TheoryData<string> Programs => [.. Repository.CSharpFiles("samples")];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Program_OfEachSample_IsShort(string program) =>
        Assert.InRange(Repository.ReadLines(program).Length, 1, IsServer(program) ? LongestServer : LongestProgram);

    [Theory]
    [MemberData(nameof(Programs))]
    public void Program_OfEachSample_IsCheckedByCIAndHasALineInTheList(string program)
    {
        var folder = Folder(program);

        if (IsServer(program))
        {
            Assert.Contains($"/{Path.GetFileName(folder)}/", Repository.Read("eng/check-servers.sh"), StringComparison.Ordinal);
        }
        else
        {
            Assert.True(Repository.Exists($"{folder}/expected.txt"), $"{folder}/expected.txt is missing.");
        }

        Assert.Contains($"[{Path.GetFileName(folder)}]", Repository.Read("samples/README.md"), StringComparison.Ordinal);
    }

    private static string Folder(string program) => Path.GetDirectoryName(program)!.Replace('\\', '/');

    private static bool IsServer(string program) => Path.GetFileName(Folder(program)) is var name && !Repository.Read($"{Folder(program)}/{name}.csproj").Contains("\"Microsoft.NET.Sdk\"", StringComparison.Ordinal);
}
