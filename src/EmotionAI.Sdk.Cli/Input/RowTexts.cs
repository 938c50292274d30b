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
    private IEnumerator<InputItem<string>>? _items;

    public IReadOnlyList<InputItem<string>> Read() =>
        Task.Run(Take, CancellationToken.None).WaitAsync(cancellationToken).GetAwaiter().GetResult();

    private List<InputItem<string>> Take()
    {
        _items ??= All().GetEnumerator();
        List<InputItem<string>> items = [];
        while (items.Count < portion && _items.MoveNext())
        {
            items.Add(_items.Current);
        }

        return items;
    }

    private IEnumerable<InputItem<string>> All()
    {
        Queue<(int Line, string Message)> faults = [];
        using var rows = RowReader.Read(reader, name, columns.Headers, (line, message) => faults.Enqueue((line, message)), options).GetEnumerator();
        long index = 0;
        string? input = null;
        var hasRow = true;
        while (hasRow)
        {
            hasRow = rows.MoveNext();
            while (faults.TryDequeue(out var fault))
            {
                yield return Fault(index++, fault.Line, fault.Message, null);
            }

            if (!hasRow)
            {
                yield break;
            }

            var row = rows.Current;
            input ??= columns.FindInput(name, row);
            var passed = columns.Passed(row);
            yield return row.TryGet(input, out var text)
                ? new InputItem<string>(index++, text, text, Passed: passed)
                : Fault(index++, row.Line, $"there is no value for '{input}'.", passed);
        }
    }

    private InputItem<string> Fault(long index, int line, string message, PassedFields? passed) =>
        new(index, Invariant($"line {line}"), null, new EmotionAIException(EmotionErrorCodes.InputInvalid, $"{new DatasetProblem(name, line, message)}", name), passed);
}
