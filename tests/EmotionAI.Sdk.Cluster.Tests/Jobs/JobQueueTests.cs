using EmotionAI.Jobs;
using EmotionAI.Tests.Servers;

namespace EmotionAI.Tests.Jobs;

public sealed class JobQueueTests
{
    private const string Secret = "hunter2";

    [Theory]
    [InlineData("")]
    [InlineData("hunter2")]
    [InlineData("http://me:hunter2@localhost")]
    [InlineData("amqp:hunter2")]
    [InlineData("Host=db;Password=hunter2")]
    [InlineData("postgresql://me:hunter2@localhost/db?nonsense=1")]
    public async Task Connect_ToNoAddress_SaysWhatIsAllowedAndNoPassword(string address)
    {
        var fault = await Assert.ThrowsAsync<EmotionAIException>(() => JobQueue.ConnectAsync(address));

        Assert.Equal(EmotionErrorCodes.SettingInvalid, fault.Code);
        Assert.Contains("allowed", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("amqp")]
    [InlineData("postgresql")]
    public async Task Connect_WhereNobodyAnswers_IsTypedAndSaysNoPassword(string scheme)
    {
        var port = FreePort.Find();

        var (exitCode, _, error) = await JobTool.RunAsync(["status", "job", "--queue", FormattableString.Invariant($"{scheme}://me:{Secret}@127.0.0.1:{port}/db")]);
        var fault = await Assert.ThrowsAsync<EmotionAIException>(() => JobQueue.ConnectAsync(FormattableString.Invariant($"{scheme}://me:{Secret}@127.0.0.1:{port}/db")));

        Assert.Equal((1, EmotionErrorCodes.ServiceUnavailable), (exitCode, fault.Code));
        Assert.Contains(FormattableString.Invariant($"{scheme}://127.0.0.1:{port}/db does not answer"), error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error + fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Großes")]
    [InlineData("two words")]
    [InlineData("drop;table")]
    public void Job_WithAnIdThatIsNone_IsRefused(string id)
    {
        var queue = new Hosts.DeadlyQueue(null, default, 0);

        Assert.Equal(EmotionErrorCodes.InputInvalid, Assert.Throws<EmotionAIException>(() => new EmotionJob(queue, id)).Code);
    }

    [Fact]
    public async Task Prefix_ThatIsNoName_IsRefused() =>
        Assert.Equal(EmotionErrorCodes.SettingInvalid, (await Assert.ThrowsAsync<EmotionAIException>(() => JobQueue.ConnectAsync("amqp://localhost", new JobQueueOptions { Prefix = "a; DROP TABLE b" }))).Code);
}
