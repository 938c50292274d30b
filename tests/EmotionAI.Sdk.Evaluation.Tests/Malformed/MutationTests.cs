using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Tests.Parity;

namespace EmotionAI.Tests.Malformed;

/// <summary>Feeds every reader with every golden artefact, changed at random: each answers or gives the one exception.</summary>
public sealed class MutationTests
{
    private const ulong Seed = 20251127;
    private const int Rounds = 25;

    private static readonly Action<string>[] Readers =
    [
        path => NpyReader.Read(path).ToDoubles(),
        path => StoredConfusionMatrix.Read(path),
        path => PredictionArrays.ReadScores(path),
        path => PredictionArrays.ReadLabelMatrix(path),
        path => PredictionArrays.ReadLabelIndices(path, 8),
        path => ClassificationReportCsv.Read(path),
        path => ClassificationReportText.Read(path),
        path => OverallMetrics.Read(path),
        path => LabelsFile.Read(path),
        path => ModelMeta.Read(path),
        path => InferenceConfigFile.FormatScoreScale(2, path),
    ];

    public static TheoryData<string> Files =>
    [
        .. new[] { "artefacts/dialects", "artefacts/models", "npy" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(EvaluationGolden.Root, folder), "*", SearchOption.AllDirectories))
            .Where(file => new FileInfo(file).Length < 20_000)
            .Select(file => Path.GetRelativePath(EvaluationGolden.Root, file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_MutatedFile_AnswersOrGivesTheOneException(string file)
    {
        var original = File.ReadAllBytes(Path.Combine(EvaluationGolden.Root, file));
        var random = new Xoshiro256StarStar(Seed, (ulong)original.Length + 1);
        using var folder = new TemporaryFolder();
        for (var round = 0; round < Rounds; round++)
        {
            var path = folder.File("mutated");
            File.WriteAllBytes(path, round == 0 ? original : Mutate(original, random));
            foreach (var reader in Readers)
            {
                var fault = Record.Exception(() => reader(path));

                Assert.True(fault is null or EmotionAIException, $"{file}, seed {Seed}, round {round}: {fault}");
            }
        }
    }

    private static byte[] Mutate(byte[] original, Xoshiro256StarStar random)
    {
        var bytes = original.ToList();
        for (var changes = 1 + random.Next(4); changes > 0 && bytes.Count > 0; changes--)
        {
            var position = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[position] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(position, Math.Min(bytes.Count - position, 1 + random.Next(8)));
                    break;
                case 2:
                    bytes.InsertRange(position, bytes.GetRange(position, Math.Min(bytes.Count - position, 1 + random.Next(16))));
                    break;
                default:
                    bytes.Insert(position, "\"',;:{}[]()-.0\\\n"u8[random.Next(16)]);
                    break;
            }
        }

        return [.. bytes];
    }
}
