namespace EmotionAI.Tests;

/// <summary>Runs one server for the tests of a class.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    internal ServerUnderTest Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await ServerUnderTest.StartAsync();

    public Task DisposeAsync() => Server.DisposeAsync().AsTask();
}
