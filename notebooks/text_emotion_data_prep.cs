#:project ../src/EmotionAI.Sdk.Training/EmotionAI.Sdk.Training.csproj
#:property PublishAot=false

// %% [markdown]
// # Preparing GoEmotions
// 58 thousand comments with 27 emotions and neutral, several of them at once. Its own parts train, dev and test are kept.
// Where it is to be had says docs/data.md. Nothing is downloaded.

// %%
using EmotionAI.Training.Data;

var source = args.Length > 0 ? args[0] : "notebooks/data/goemotions";
var output = args.Length > 1 ? args[1] : "artifacts/notebooks/goemotions";

// %% [markdown]
// ## Reading
// The TSV files of the corpus, the raters' CSV files (two votes or more make a label), Hugging Face's parquet and any table are known by their look.
// Texts that occur twice, or nearly, are kept in one part.

// %%
var data = DatasetPreparation.PrepareText(source);
Console.WriteLine($"{data.Samples.Count} texts, {data.Labels.Count} labels");
foreach (var part in Enum.GetValues<DataSplit>())
{
    Console.WriteLine($"{part,-5} {data.Of(part).Count,6} texts");
}

// %% [markdown]
// ## How often each label occurs
// The rare ones decide a macro average: their figures are of few texts.

// %%
foreach (var (label, count) in data.Samples.SelectMany(sample => sample.Labels).CountBy(label => label).OrderByDescending(pair => pair.Value))
{
    Console.WriteLine($"{label,-16} {count,6} {new string('#', (int)(60.0 * count / data.Samples.Count))}");
}

// %% [markdown]
// ## How many labels a text has, and how long it is

// %%
foreach (var (labels, count) in data.Samples.CountBy(sample => sample.Labels.Count).OrderBy(pair => pair.Key))
{
    Console.WriteLine($"{labels} labels: {count} texts");
}

var words = data.Samples.Select(sample => sample.Input.Split(' ').Length).Order().ToArray();
Console.WriteLine($"words a text: median {words[words.Length / 2]}, 95 % up to {words[words.Length * 95 / 100]}, longest {words[^1]}");

// %% [markdown]
// ## Writing the manifest

// %%
data.WriteTo(output, overwrite: true);
Console.WriteLine(string.Join(", ", Directory.GetFiles(output).Select(file => Path.GetFileName(file)).Order()));
foreach (var problem in data.Problems.Take(5))
{
    Console.WriteLine(problem.Message);
}
