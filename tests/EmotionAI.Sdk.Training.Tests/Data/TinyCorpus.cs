using System.IO.Compression;
using EmotionAI.Training.Data.Clips;

namespace EmotionAI.Tests.Data;

/// <summary>Writes recordings and tables as corpora have them.</summary>
internal static class TinyCorpus
{
    public const int SampleRate = 16_000;
    private const int Length = 800;

    /// <summary>Writes a recording of a tone; equal pitches are equal byte for byte.</summary>
    public static string AddClip(this TemporaryFolder folder, string name, int pitch, int sampleRate = SampleRate)
    {
        var path = folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Wav(pitch, sampleRate));
        return path;
    }

    /// <summary>Writes one recording for each name, each different.</summary>
    public static void AddClips(this TemporaryFolder folder, params IEnumerable<string> names)
    {
        foreach (var (i, name) in names.Index())
        {
            folder.AddClip(name, 100 + i);
        }
    }

    /// <summary>Writes a file, with the folders it lies in.</summary>
    public static string Add(this TemporaryFolder folder, string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
        return folder.Write(name, content);
    }

    public static byte[] Wav(int pitch, int sampleRate = SampleRate)
    {
        var samples = new float[Length];
        for (var i = 0; i < Length; i++)
        {
            samples[i] = 0.5f * MathF.Sin(2 * MathF.PI * pitch * i / sampleRate);
        }

        return WavBytes.Of(samples, sampleRate);
    }

    /// <summary>Writes an archive of recordings, each different.</summary>
    public static string AddArchive(this TemporaryFolder folder, string name, params IEnumerable<string> entries)
    {
        using var archive = ZipFile.Open(folder.File(name), ZipArchiveMode.Create);
        foreach (var (i, entry) in entries.Index())
        {
            using var stream = archive.CreateEntry(entry).Open();
            stream.Write(Wav(100 + i));
        }

        return folder.File(name);
    }

    /// <summary>Names the recordings of RAVDESS: every emotion of every actor, once.</summary>
    public static IEnumerable<string> RavdessNames(int actors) =>
        from actor in Enumerable.Range(1, actors)
        from emotion in Enumerable.Range(1, 8)
        select FormattableString.Invariant($"Actor_{actor:00}/03-01-{emotion:00}-01-01-01-{actor:00}.wav");
}
