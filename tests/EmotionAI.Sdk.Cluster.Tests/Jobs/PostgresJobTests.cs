using EmotionAI.Tests.Hosts;
using EmotionAI.Tests.Servers;

namespace EmotionAI.Tests.Jobs;

public sealed class PostgresJobTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [ServerFact(PostgresServer.Package)]
    public Task Worker_KilledBetweenResultAndAcknowledgement_LosesAndDoublesNothing() => JobScenarios.KilledAsync(server.Address, Moment.BeforeAcknowledge);

    [ServerFact(PostgresServer.Package)]
    public Task Worker_KilledBetweenAnswerAndResult_LosesAndDoublesNothing() => JobScenarios.KilledAsync(server.Address, Moment.BeforeSave);

    [ServerFact(PostgresServer.Package)]
    public Task Recordings_AndWhatIsNone_GiveTheLinesOfTheTool() => JobScenarios.RecordingsAsync(server.Address);

    [ServerFact(PostgresServer.Package)]
    public Task Input_ThatEndsEveryWorker_IsGivenUp() => JobScenarios.DeadlyInputAsync(server.Address);

    [ServerFact(PostgresServer.Package)]
    public Task Submission_OfTheSameJobAgain_ChangesNothing() => JobScenarios.SubmittedAgainAsync(server.Address);

    [ServerFact(PostgresServer.Package)]
    public Task Database_KilledAndStartedAgain_IsWaitedFor() => JobScenarios.ServerAwayAsync(server.Address, server.Kill, server.StartAsync);
}
