using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace EmotionAI.Training.Features;

/// <summary>Keeps features that were computed in a file, one record behind the other, so that an interrupted run goes on where it stopped.</summary>
/// <remarks>Safe for concurrent use. A record that was cut off, and a file of another encoder, are dropped.</remarks>
internal sealed class FeatureCache : IDisposable
{
    private readonly Dictionary<string, float[]> _known = new(StringComparer.Ordinal);
    private readonly FileStream? _file;
    private readonly Lock _lock = new();

    private FeatureCache(FileStream? file)
    {
        _file = file;
    }

    /// <summary>Gets the number of features that were there at the start.</summary>
    public int Found { get; private init; }

    /// <summary>Opens a file, or none.</summary>
    /// <param name="path">The file; null to keep nothing.</param>
    /// <param name="owner">What the features depend on beside their key: the encoder.</param>
    /// <param name="length">The number of values of a record.</param>
    /// <exception cref="EmotionAIException">The file cannot be written.</exception>
    public static FeatureCache Open(string? path, string owner, int length)
    {
        if (path is null)
        {
            return new FeatureCache(null);
        }

        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var header = SHA256.HashData(Encoding.UTF8.GetBytes(owner));
            var known = ReadRecords(file, header, length);
            var cache = new FeatureCache(file) { Found = known.Count };
            known.ForEach(record => cache._known[record.Key] = record.Values);
            return cache;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnwritable, $"'{path}' cannot be written: {e.Message}", path, innerException: e);
        }
    }

    public bool TryGet(byte[] key, out float[] values)
    {
        lock (_lock)
        {
            return _known.TryGetValue(Convert.ToHexStringLower(key), out values!);
        }
    }

    public void Add(byte[] key, ReadOnlySpan<float> values)
    {
        lock (_lock)
        {
            if (_file is not null)
            {
                _file.Write([.. key, .. MemoryMarshal.AsBytes(values), .. SHA256.HashData(MemoryMarshal.AsBytes(values)).AsSpan(0, 8)]);
                _file.Flush();
            }
        }
    }

    public void Dispose() => _file?.Dispose();

    private static List<(string Key, float[] Values)> ReadRecords(FileStream file, byte[] header, int length)
    {
        const int sum = 8;
        List<(string, float[])> records = [];
        var found = new byte[header.Length];
        var end = 0L;
        if (file.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) == found.Length && found.AsSpan().SequenceEqual(header))
        {
            end = header.Length;
            var record = new byte[header.Length + (length * sizeof(float)) + sum];
            while (file.ReadAtLeast(record, record.Length, throwOnEndOfStream: false) == record.Length)
            {
                var values = record.AsSpan(header.Length, length * sizeof(float));
                if (!SHA256.HashData(values).AsSpan(0, sum).SequenceEqual(record.AsSpan(record.Length - sum)))
                {
                    break;
                }

                records.Add((Convert.ToHexStringLower(record.AsSpan(0, header.Length)), MemoryMarshal.Cast<byte, float>(values).ToArray()));
                end += record.Length;
            }
        }

        file.SetLength(end);
        file.Position = end;
        if (end == 0)
        {
            file.Write(header);
            file.Flush();
        }

        return records;
    }
}
