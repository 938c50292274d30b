using System.Text.Json;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Keeps answers in a file as they come: a line that names the run, then one line an answer.</summary>
internal sealed class ResumeLog : IDisposable
{
    private readonly FileStream? _file;
    private readonly string _key;
    private readonly EmotionLabels _labels;

    private ResumeLog(FileStream? file, string key, EmotionLabels labels)
    {
        _file = file;
        _key = key;
        _labels = labels;
    }

    /// <param name="path">The file; null to keep nothing.</param>
    /// <exception cref="EmotionAIException">The file cannot be opened, or another run has it open.</exception>
    public static ResumeLog Open(string? path, string key, EmotionLabels labels)
    {
        if (path is null)
        {
            return new ResumeLog(null, key, labels);
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return new ResumeLog(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), key, labels);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"'{path}' cannot be opened; another run may have it: {e.Message}", path, innerException: e);
        }
    }

    /// <summary>Reads the answers of the run that was interrupted; begins anew where it was another run. What was half written is dropped.</summary>
    public IReadOnlyList<SampleAnswer> ReadAnswers(IReadOnlyList<PlannedSample> samples)
    {
        List<SampleAnswer> answers = [];
        if (_file is null)
        {
            return answers;
        }

        var end = 0L;
        var isSame = false;
        foreach (var (line, next) in Lines(_file))
        {
            if (end == 0)
            {
                isSame = line.AsSpan().SequenceEqual(Header());
            }
            else if (!isSame || answers.Count >= samples.Count || SampleJson.TryRead(line, _labels) is not { } answer || answer.Line != samples[answers.Count].Sample.Line)
            {
                break;
            }
            else
            {
                answers.Add(answer);
            }

            end = next;
        }

        Continue(isSame ? end : 0);
        return answers;
    }

    public void Append(IReadOnlyList<SampleAnswer> answers)
    {
        if (_file is null)
        {
            return;
        }

        foreach (var answer in answers)
        {
            _file.Write(SampleJson.Write(answer, _labels, isWithLogits: true));
            _file.WriteByte((byte)'\n');
        }

        _file.Flush();
    }

    /// <summary>Removes the file: the run has ended.</summary>
    public void Delete()
    {
        if (_file is not null)
        {
            _file.Dispose();
            File.Delete(_file.Name);
        }
    }

    public void Dispose() => _file?.Dispose();

    private static IEnumerable<(byte[] Line, long Next)> Lines(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var start = 0;
        while (bytes.AsSpan(start).IndexOf((byte)'\n') is >= 0 and var length)
        {
            yield return (bytes[start..(start + length)], start + length + 1);
            start += length + 1;
        }
    }

    private void Continue(long end)
    {
        _file!.SetLength(end);
        _file.Position = end;
        if (end == 0)
        {
            _file.Write(Header());
            _file.WriteByte((byte)'\n');
        }
    }

    private byte[] Header() => JsonSerializer.SerializeToUtf8Bytes(_key, RunJson.Default.String);
}
