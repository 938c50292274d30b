using Microsoft.Extensions.Logging;

namespace EmotionAI.Server.Cli;

/// <summary>Sets up the log: warnings and errors, on standard error. What fails before the server is up is said in a sentence, and not by the host with a stack.</summary>
internal sealed class StartLog
{
    private volatile bool _isUp;

    /// <summary>Gets or sets whether the server is up.</summary>
    public bool IsUp
    {
        get => _isUp;
        set => _isUp = value;
    }

    public void AddTo(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.AddFilter((category, level) => level >= LogLevel.Warning && (_isUp || category?.StartsWith("Microsoft.", StringComparison.Ordinal) != true));
    }
}
