#:project ../src/EmotionAI.Sdk.Training/EmotionAI.Sdk.Training.csproj
#:property PublishAot=false

// %% [markdown]
// # Preparing a speech corpus
// The recordings of a folder become a manifest: one line a clip with its label, its speaker and the part of the data it belongs to.
// A voice is in one part alone, so that the model is never measured on a voice that it learned from.
// Where corpora are to be had, and under what licence, says docs/data.md. Nothing is downloaded.

// %%
using EmotionAI.Training.Data;

var source = args.Length > 0 ? args[0] : "notebooks/data/emodb";
var output = args.Length > 1 ? args[1] : "artifacts/notebooks/emodb";

// %% [markdown]
// ## Reading and splitting
// RAVDESS, CREMA-D, TESS, SAVEE, EmoDB, IEMOCAP, SpeechBrain manifests, one folder a label and tables are known by their look.
// Same folder, same seed: same parts, on every machine.

// %%
var data = DatasetPreparation.PrepareAudio(source, new AudioPreparationOptions { Split = new SplitOptions { Seed = 1 } });
Console.WriteLine($"{data.Samples.Count} clips, {data.Labels.Count} labels: {string.Join(", ", data.Labels)}");

// %% [markdown]
// ## What is in it

// %%
foreach (var part in Enum.GetValues<DataSplit>())
{
    var samples = data.Of(part);
    var speakers = samples.Select(sample => sample.Speaker).Distinct().Order();
    Console.WriteLine($"{part,-5} {samples.Count,4} clips of {string.Join(" ", speakers)}: {string.Join(", ", samples.CountBy(sample => sample.Labels[0]).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))}");
}

// %% [markdown]
// What was left out or looks doubtful is told, never dropped in silence.

// %%
foreach (var problem in data.Problems)
{
    Console.WriteLine(problem.Message);
}

// %% [markdown]
// ## Writing the manifest

// %%
data.WriteTo(output, overwrite: true);
Console.WriteLine(string.Join(", ", Directory.GetFiles(output).Select(file => Path.GetFileName(file)).Order()));
