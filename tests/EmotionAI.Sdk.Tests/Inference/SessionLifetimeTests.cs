using EmotionAI.Inference;

namespace EmotionAI.Tests.Inference;

public sealed class SessionLifetimeTests
{
    [Fact]
    public void Close_WhileARunIsInFlight_ReleasesOnlyAtItsEnd()
    {
        var released = 0;
        var lifetime = new SessionLifetime(() => released++);
        Assert.True(lifetime.TryEnter());

        lifetime.Close();

        Assert.Equal(0, released);
        Assert.False(lifetime.TryEnter());
        lifetime.Exit();
        Assert.Equal(1, released);
        Assert.True(lifetime.Released.IsCompletedSuccessfully);
    }

    [Fact]
    public void Close_Twice_ReleasesOnce()
    {
        var released = 0;
        var lifetime = new SessionLifetime(() => released++);

        lifetime.Close();
        lifetime.Close();

        Assert.Equal(1, released);
    }
}
