using System.Globalization;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Training.Data;
using EmotionAI.Training.Features;
using EmotionAI.Training.Heads;

namespace EmotionAI.Benchmarks;

/// <summary>Trains speech heads by folds of speakers, each fold's strength chosen without its test speakers, writes and reloads each model, and prints the unweighted average recall. Needs the folder 'shared' beside the checkout.</summary>
/// <remarks>The corpus is <c>emodb</c> or <c>ravdess</c>; <c>emodb-200</c> learns from 200 clips only, <c>ravdess+emodb</c> from those of EmoDB too, whose labels are RAVDESS's then, boredom left out. Features stay in the temporary folder for the next run.</remarks>
internal static class SpeechHeadFigures
{
    private const int Seed = 1;

    /// <summary>EmoBox's folds of RAVDESS: the test actors of each.</summary>
    private static readonly string[][] RavdessFolds =
        [["01", "11", "20", "21"], ["04", "10", "12", "14"], ["08", "09", "19", "23"], ["03", "05", "07", "24"], ["02", "15", "16", "18"], ["06", "13", "17", "22"]];

    /// <param name="corpus">The corpus.</param>
    /// <param name="copies">The number of augmented copies of each clip.</param>
    /// <param name="only">The number of the one fold to be run, from 1; null for all.</param>
    public static void Run(string corpus, int copies, int? only)
    {
        var names = corpus.Split('+');
        var samples = Read(names[0].Split('-')[0]);
        PreparedSample[] others = names is [_, var other] ? [.. Read(other).Where(sample => EmotionTaxonomy.Ravdess.Map(sample.Labels[0]) is not null).Select(sample => sample with { Labels = [EmotionTaxonomy.Ravdess.Map(sample.Labels[0])!] })] : [];
        var labels = new EmotionLabels(samples.Select(sample => sample.Labels[0]).Distinct().Order(StringComparer.Ordinal));
        var most = corpus.Split('-') is [_, var count] ? int.Parse(count, CultureInfo.InvariantCulture) : int.MaxValue;
        var folds = names[0] == "ravdess" ? RavdessFolds : [.. samples.Select(sample => sample.Speaker!.Split(' ')[1]).Distinct().Order(StringComparer.Ordinal).Chunk(2)];
        var cache = Path.Combine(Path.GetTempPath(), $"emotionai-speech-head-{copies}.features");
        var recalls = new List<double>();
        foreach (var fold in only is { } number ? [folds[number - 1]] : folds)
        {
            var (recall, strength, temperature) = Fold(labels, samples, others, fold, most, copies, cache);
            recalls.Add(recall);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{corpus}, speakers {string.Join(' ', fold)}: UAR {recall:0.000}, strength {strength:R}, temperature {temperature:0.00}, {Environment.CpuUsage.TotalTime.TotalSeconds:0} CPU-s, peak {Environment.WorkingSet >> 20} MiB"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{corpus}, {samples.Length} clips, {copies} copies, {recalls.Count} folds of unseen speakers: UAR {recalls.Average():0.0000}"));
    }

    private static PreparedSample[] Read(string corpus) =>
        [.. Dataset.ReadAudio(SharedFolder.Path("data", "audio", corpus)).Samples.Select(sample => new PreparedSample { Id = Path.GetFileName(sample.Input), Input = sample.Input, Labels = sample.Labels, Speaker = $"{corpus} {sample.Speaker}" })];

    /// <summary>Orders clips as if at random, and always alike.</summary>
    private static uint Mixed(PreparedSample sample) => sample.Id.Reverse().Aggregate(17u, static (hash, letter) => (hash * 31) + letter);

    private static bool IsOf(string[] fold, PreparedSample sample) => fold.Contains(sample.Speaker!.Split(' ')[1]);

    private static (double Recall, double Strength, double Temperature) Fold(EmotionLabels labels, PreparedSample[] samples, PreparedSample[] others, string[] fold, int most, int copies, string cache)
    {
        PreparedSample[] test = [.. samples.Where(sample => IsOf(fold, sample)).Select(sample => sample with { Split = DataSplit.Test })];
        var train = samples.Where(sample => !IsOf(fold, sample)).OrderBy(Mixed).Take(most);
        var split = new PreparedDataset(isAudio: true, labels, [.. train, .. others, .. test]);
        var head = SpeechHeadTrainer.Train(split, new SpeechHeadOptions
        {
            Encoder = SharedFolder.Path("models", "audio", "checkpoint"),
            Augmentation = copies > 0 ? new SpeechAugmentation { Copies = copies } : null,
            DrawsLearningCurve = false,
            CachePath = cache,
            Seed = Seed,
        });
        var folder = Directory.CreateTempSubdirectory("emotionai-figures-");
        try
        {
            var measurement = head.WriteTo(folder.FullName, overwrite: true, new BootstrapOptions { Resamples = 1 });
            return (measurement.Classes.Where(label => label.Support > 0).Average(label => label.Recall), head.Strength, head.Temperature);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
