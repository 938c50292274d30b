using EmotionAI.Formats;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Reads columns of texts, whole numbers and lists of them from a parquet file, through Parquet.Net. What the file announces is bounded before it is believed.</summary>
internal sealed class ParquetTable : IDisposable
{
    /// <summary>A file may announce as many values as this, however short it is; beyond, its length bounds them: texts take bytes.</summary>
    private const long FreeValues = 1 << 16;
    private const long MostValuesPerByte = 8;
    private const long MostValues = 100_000_000;
    private const string MetadataKey = "huggingface";

    /// <summary>A column of the largest file that is allowed takes seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Stream _stream;
    private readonly ParquetReader _reader;
    private readonly string[] _columns;
    private readonly DataField[] _fields;
    private readonly CancellationToken _cancellationToken;

    private ParquetTable(string path, Stream stream, ParquetReader reader, CancellationToken cancellationToken)
    {
        (Path, _stream, _reader, _cancellationToken) = (path, stream, reader, cancellationToken);
        _columns = [.. reader.Schema.Fields.Select(field => field.Name)];
        _fields = reader.Schema.GetDataFields();
        HuggingFace = reader.CustomMetadata?.GetValueOrDefault(MetadataKey);
    }

    public string Path { get; }

    /// <summary>Gets what Hugging Face's library wrote into the file; null where it wrote nothing.</summary>
    public string? HuggingFace { get; }

    /// <exception cref="EmotionAIException">The file is missing, or no parquet.</exception>
    public static ParquetTable Open(string path, CancellationToken cancellationToken)
    {
        var stream = ArtefactFile.Open(path);
        try
        {
            ParquetFooter.Check(stream, path);
            return Guard(path, () => new ParquetTable(path, stream, ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: cancellationToken).GetAwaiter().GetResult(), cancellationToken));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Finds a column.</summary>
    /// <param name="wanted">Its name; null for the first of the usual ones that is there.</param>
    /// <param name="names">The usual names.</param>
    /// <exception cref="EmotionAIException">There is none.</exception>
    public string Find(string? wanted, IReadOnlyList<string> names) =>
        ColumnName.Choose(Path, _columns, wanted, names, null) ?? throw ColumnName.Missing(Path, _columns, names[0], string.Join(", ", names));

    /// <summary>Reads a column.</summary>
    /// <returns>The values of each row, texts or numbers (<see cref="long"/>): one, or those of its list, or none.</returns>
    /// <exception cref="EmotionAIException">The column is of another kind, damaged or too large.</exception>
    public IReadOnlyList<object[]> Column(string name) => Guard(Path, () =>
    {
        DataField[] fields = [.. _fields.Where(field => field.Path.FirstPart == name)];
        if (fields is not [{ MaxRepetitionLevel: 0 or 1 } field])
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatUnsupported, Path, $"the column '{name}' is nested", "texts, whole numbers and lists of them are");
        }

        List<object[]> rows = [];
        for (var i = 0; i < _reader.RowGroupCount; i++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            using var group = _reader.OpenRowGroupReader(i);
            var values = group.GetMetadata(field)?.MetaData?.NumValues ?? 0;
            var most = Math.Min(MostValues, Math.Max(FreeValues, MostValuesPerByte * _stream.Length));
            if (values < 0 || values > most || group.RowCount < 0 || group.RowCount > most)
            {
                throw ArtefactFile.Fault(EmotionErrorCodes.LimitExceeded, Path, Invariant($"{values} values in the column '{name}'"), Invariant($"in a file of {_stream.Length} bytes, at most {most} are"));
            }

            using var data = group.ReadRawColumnDataBaseAsync(field, _cancellationToken).AsTask().GetAwaiter().GetResult();
            AddRows(rows, field, data);
        }

        return rows;
    });

    public void Dispose()
    {
        _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _stream.Dispose();
    }

    /// <summary>Puts values into rows: a repetition level of 0 begins one, a definition level below the highest is a gap.</summary>
    private void AddRows(List<object[]> rows, DataField field, RawColumnData data)
    {
        var values = ValuesOf(field, data);
        var count = field.MaxDefinitionLevel > 0 ? data.DefinitionLevels.Length : values.Length;
        List<object> row = [];
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            if (i > 0 && (field.MaxRepetitionLevel == 0 || data.RepetitionLevels[i] == 0))
            {
                rows.Add([.. row]);
                row.Clear();
            }

            if (field.MaxDefinitionLevel == 0 || data.DefinitionLevels[i] == field.MaxDefinitionLevel)
            {
                row.Add(values[next++]);
            }
        }

        if (count > 0)
        {
            rows.Add([.. row]);
        }
    }

    private object[] ValuesOf(DataField field, RawColumnData data) => data switch
    {
        RawColumnData<ReadOnlyMemory<char>> texts => Convert(texts.Values, static text => text.ToString()),
        RawColumnData<long> numbers => Convert(numbers.Values, static number => (object)number),
        RawColumnData<int> numbers => Convert(numbers.Values, static number => (object)(long)number),
        RawColumnData<short> numbers => Convert(numbers.Values, static number => (object)(long)number),
        RawColumnData<sbyte> numbers => Convert(numbers.Values, static number => (object)(long)number),
        RawColumnData<byte> numbers => Convert(numbers.Values, static number => (object)(long)number),
        _ => throw ArtefactFile.Fault(EmotionErrorCodes.FormatUnsupported, Path, $"the column '{field.Path}' holds {field.ClrType.Name}", "texts, whole numbers and lists of them are"),
    };

    private static object[] Convert<T>(ReadOnlySpan<T> values, Func<T, object> convert)
    {
        var converted = new object[values.Length];
        for (var i = 0; i < converted.Length; i++)
        {
            converted[i] = convert(values[i]);
        }

        return converted;
    }

    /// <summary>Words whatever the library throws over a file that is damaged or made to harm; one that it goes round in for ever is left behind.</summary>
    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            var reading = Task.Factory.StartNew(read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return ((IAsyncResult)reading).AsyncWaitHandle.WaitOne(Patience)
                ? reading.GetAwaiter().GetResult()
                : throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, Invariant($"'{path}' is no parquet file that can be read: no end came within {Patience.TotalSeconds} s."), path);
        }
        catch (Exception e) when (e is not (EmotionAIException or OperationCanceledException))
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{path}' is no parquet file that can be read: {e.Message}", path, innerException: e);
        }
    }
}
