using System.Threading.Channels;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Formats;

namespace EmotionAI.Cli.Input;

/// <summary>Gives one column of a table. A row with a fault is an error of its own; the others go on.</summary>
/// <param name="reader">The text of the table.</param>
/// <param name="name">Its name, for messages.</param>
/// <param name="options">The format and how to read it.</param>
/// <param name="columns">The columns.</param>
/// <param name="portion">The largest number of rows of a portion.</param>
/// <param name="cancellationToken">Ends a wait for more text.</param>
internal sealed class RowTexts(TextReader reader, string name, RowOptions options, RowColumnNames columns, int portion, CancellationToken cancellationToken) : IInputSource<string>
{
    private readonly Channel<List<InputItem<string>>> _portions = Channel.CreateBounded<List<InputItem<string>>>(1);
    private readonly Queue<(int Line, string Message)> _faults = [];
    private List<InputItem<string>> _gathered = [];
    private Task? _reading;
    private long _index;

    public IReadOnlyList<InputItem<string>> Read()
    {
        _reading ??= Task.Run(ReadAllAsync, CancellationToken.None);
        var hasMore = _portions.Reader.WaitToReadAsync(cancellationToken).AsTask().GetAwaiter().GetResult();
        return hasMore && _portions.Reader.TryRead(out var items) ? items : [];
    }

    /// <summary>Reads to the end, a portion ahead; whatever goes wrong is told once the rows before it are given.</summary>
    private async Task ReadAllAsync()
    {
        try
        {
            string? input = null;
            foreach (var row in RowReader.Read(reader, name, columns.Headers, (line, message) => _faults.Enqueue((line, message)), options with { OnWaiting = HandOver }))
            {
                TakeFaults();
                input ??= columns.FindInput(name, row);
                var passed = columns.Passed(row);
                _gathered.Add(row.TryGet(input, out var text)
                    ? new InputItem<string>(_index++, text, text, Passed: passed)
                    : Fault(_index++, row.Line, $"there is no value for '{input}'.", passed));
                if (_gathered.Count >= portion)
                {
                    await HandOverAsync().ConfigureAwait(false);
                }
            }

            await HandOverAsync().ConfigureAwait(false);
            _portions.Writer.Complete();
        }
#pragma warning disable CA1031 // Whatever the text throws reaches the run through the channel.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await HandOverAsync().ConfigureAwait(false);
            _portions.Writer.Complete(e);
        }
    }

    /// <summary>Gives away what has gathered before more text is waited for: whoever writes into the pipe row by row gets answers without filling a portion first.</summary>
    private void HandOver() => HandOverAsync().AsTask().GetAwaiter().GetResult();

    private ValueTask HandOverAsync()
    {
        TakeFaults();
        if (_gathered.Count == 0)
        {
            return ValueTask.CompletedTask;
        }

        var items = _gathered;
        _gathered = [];
        return _portions.Writer.WriteAsync(items, CancellationToken.None);
    }

    private void TakeFaults()
    {
        while (_faults.TryDequeue(out var fault))
        {
            _gathered.Add(Fault(_index++, fault.Line, fault.Message, null));
        }
    }

    private InputItem<string> Fault(long index, int line, string message, PassedFields? passed) =>
        new(index, Invariant($"line {line}"), null, new EmotionAIException(EmotionErrorCodes.InputInvalid, $"{new DatasetProblem(name, line, message)}", name), passed);
}
