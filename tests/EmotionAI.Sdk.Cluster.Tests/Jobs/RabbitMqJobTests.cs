using EmotionAI.Tests.Hosts;
using EmotionAI.Tests.Servers;

namespace EmotionAI.Tests.Jobs;

public sealed class RabbitMqJobTests(RabbitMqServer server) : IClassFixture<RabbitMqServer>
{
    [ServerFact(RabbitMqServer.Package)]
    public Task Worker_KilledBetweenResultAndAcknowledgement_LosesAndDoublesNothing() => JobScenarios.KilledAsync(server.Address, Moment.BeforeAcknowledge);

    [ServerFact(RabbitMqServer.Package)]
    public Task Worker_KilledBetweenAnswerAndResult_LosesAndDoublesNothing() => JobScenarios.KilledAsync(server.Address, Moment.BeforeSave);

    [ServerFact(RabbitMqServer.Package)]
    public Task Worker_WithTheShippedModel_GivesTheLinesOfTheTool() => JobScenarios.ShippedModelAsync(server.Address);

    [ServerFact(RabbitMqServer.Package)]
    public Task Input_ThatEndsEveryWorker_IsGivenUp() => JobScenarios.DeadlyInputAsync(server.Address);

    [ServerFact(RabbitMqServer.Package)]
    public Task Submission_OfTheSameJobAgain_ChangesNothing() => JobScenarios.SubmittedAgainAsync(server.Address);

    [ServerFact(RabbitMqServer.Package)]
    public Task Broker_KilledAndStartedAgain_IsWaitedFor() => JobScenarios.ServerAwayAsync(server.Address, server.Kill, server.StartAsync);
}
