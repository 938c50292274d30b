using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace EmotionAI.Tests.SpeechBrain.Yaml.Parity;

/// <summary>Reads the archive of yaml-test-suite: a folder per case with <c>in.yaml</c>, <c>test.event</c>, and <c>error</c> where the text must be refused.</summary>
internal static class YamlSuite
{
    public static IReadOnlyList<YamlSuiteCase> Read()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        using var file = File.OpenRead(Goldens.Path("hostile", "yaml-suite.tar.gz"));
        using var tar = new TarReader(new GZipStream(file, CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
        {
            // An empty file, as every "error" is, has no stream.
            using var reader = new StreamReader(entry.DataStream ?? Stream.Null, new UTF8Encoding(false));
            files[entry.Name] = reader.ReadToEnd();
        }

        return files.Keys
            .Where(name => name.EndsWith("/in.yaml", StringComparison.Ordinal))
            .Select(name => name[..^"in.yaml".Length])
            .Select(folder => new YamlSuiteCase(folder, files[folder + "in.yaml"], files.GetValueOrDefault(folder + "test.event", ""), files.ContainsKey(folder + "error")))
            .ToList();
    }
}
