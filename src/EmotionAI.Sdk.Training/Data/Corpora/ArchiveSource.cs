using System.IO.Compression;
using EmotionAI.Formats;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Is a zip archive. Names that lead outside are faults and never read; sizes that entries announce are hints and no more.</summary>
internal sealed class ArchiveSource : CorpusSource
{
    /// <summary>What all recordings of an archive may unpack to, in bytes: the speech of RAVDESS is 0.6 GB.</summary>
    private const long MostBytes = 64L << 30;

    private readonly Lock _gate = new();
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Message)> _faults = [];
    private readonly string[] _files;
    private long _read;

    public ArchiveSource(string path)
        : base(path)
    {
        var stream = ArtefactFile.Open(path);
        try
        {
            _archive = new ZipArchive(stream, ZipArchiveMode.Read);
            List();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            stream.Dispose();
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{path}' is no zip archive that can be read: {e.Message}", path, innerException: e);
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        _files = [.. _entries.Keys.Order(StringComparer.Ordinal)];
    }

    public override IReadOnlyList<string> Files => _files;

    public override string? Folder => null;

    public override IReadOnlyList<(string Name, string Message)> Faults => _faults;

    public override byte[] Read(string name, int maximum)
    {
        // An archive has one stream: entries are read one after the other.
        lock (_gate)
        {
            try
            {
                using var stream = _entries[name].Open();
                var bytes = BoundedFile.ReadToEnd(stream, PathOf(name), maximum, "the largest recording");
                _read += bytes.Length;
                return _read <= MostBytes
                    ? bytes
                    : throw ArtefactFile.Fault(EmotionErrorCodes.LimitExceeded, Path, Invariant($"more than {MostBytes} bytes of recordings"), "an archive that unpacks to fewer is");
            }
            catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
            {
                throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{PathOf(name)}' cannot be unpacked: {e.Message}", PathOf(name), innerException: e);
            }
        }
    }

    public override string PathOf(string name) => $"{Path}/{name}";

    public override void Dispose()
    {
        _archive.Dispose();
        base.Dispose();
    }

    private void List()
    {
        if (_archive.Entries.Count > MostFiles)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.LimitExceeded, Path, Invariant($"{_archive.Entries.Count} entries"), Invariant($"at most {MostFiles} are"));
        }

        foreach (var entry in _archive.Entries)
        {
            var name = entry.FullName.Replace('\\', '/');
            if (name.EndsWith('/') || name.StartsWith("__MACOSX/", StringComparison.Ordinal))
            {
                continue;
            }

            if (name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Any(part => part is "" or "." or ".."))
            {
                _faults.Add((name, "the name of the entry leads outside the archive; a relative name without '..' is allowed."));
            }
            else if (!_entries.TryAdd(name, entry))
            {
                _faults.Add((name, "another entry has the same name; each name is allowed once."));
            }
        }
    }
}
