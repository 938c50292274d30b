namespace EmotionAI.Cli.Tests.Commands;

/// <summary>Shows that what the pages have people type is what the tool takes.</summary>
public sealed class DocumentedCommandTests
{
    public static TheoryData<string, string> Commands
    {
        get
        {
            var commands = new TheoryData<string, string>();
            foreach (var (page, arguments) in DocumentedCommands.Of("emotionai").Distinct())
            {
                commands.Add(page, arguments);
            }

            return commands;
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_OfAPage_IsUnderstood(string page, string arguments)
    {
        var errors = CommandLine.Parse(DocumentedCommands.Split(arguments), new CommandConsole { Input = TextReader.Null, Output = TextWriter.Null, Error = TextWriter.Null }).Errors;

        Assert.True(errors.Count == 0, $"{page}: emotionai {arguments}\n{string.Join('\n', errors)}");
    }

    [Fact]
    public void Commands_OfThePages_AreFound() => Assert.True(Commands.Count >= 50, $"{Commands.Count} commands");
}
