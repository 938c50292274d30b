using System.CommandLine;
using EmotionAI.Cli;
using EmotionAI.Jobs;
using Microsoft.Extensions.Logging;

namespace EmotionAI.Server.Cli.Jobs;

/// <summary>Connects to what <c>--queue</c> names, and does the work of a verb there.</summary>
/// <param name="console">Where warnings and errors are told.</param>
internal sealed class QueueOption(CommandConsole console)
{
    private readonly Option<string?> _queue = new("--queue") { HelpName = "ADDRESS", Description = $"The queue: amqp://user:password@host:port/virtual-host or postgresql://user:password@host:port/database. The default is the environment variable {JobQueue.Variable}, which does not show the password to other users." };
    private readonly Option<string> _prefix = new("--prefix") { HelpName = "NAME", Description = "What the names of queues or tables begin with.", DefaultValueFactory = _ => new JobQueueOptions().Prefix };

    public void AddTo(Command command)
    {
        command.Add(_queue);
        command.Add(_prefix);
    }

    /// <summary>Runs a verb.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(ParseResult result, Func<JobQueue, CancellationToken, Task<int>> verb, CancellationToken cancellationToken)
    {
        try
        {
            var options = new JobQueueOptions { Prefix = result.GetValue(_prefix)!, Logger = new ConsoleWarnings(console) };
            var queue = await JobQueue.ConnectAsync(result.GetValue(_queue), options, cancellationToken).ConfigureAwait(false);
            await using (queue.ConfigureAwait(false))
            {
                return await verb(queue, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Cancelled;
        }
        catch (EmotionAIException e)
        {
            console.Tell($"emotionai-serve: {e.Message}");
            return ExitCode.Failure;
        }
    }

    /// <summary>Writes warnings to standard error.</summary>
    private sealed class ConsoleWarnings(CommandConsole console) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            console.Tell($"warning: {formatter(state, exception)}");
    }
}
