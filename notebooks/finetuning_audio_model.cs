#:project ../src/EmotionAI.Sdk.Training/EmotionAI.Sdk.Training.csproj
#:project ../src/EmotionAI.Sdk.Models.Speech/EmotionAI.Sdk.Models.Speech.csproj
#:property PublishAot=false

// %% [markdown]
// # A speech model from prepared recordings
// The encoder of the shipped model stays as it is; one layer is fitted to what it makes of the recordings.
// Run `audio_emotion_data_prep` first, or name another prepared folder.

// %%
using EmotionAI.Audio;
using EmotionAI.Training.Data;
using EmotionAI.Training.Features;
using EmotionAI.Training.Heads;

var source = args.Length > 0 ? args[0] : "artifacts/notebooks/emodb";
var output = args.Length > 1 ? args[1] : "artifacts/notebooks/speech-model";
var data = PreparedDataset.Read(source);
Console.WriteLine($"{data.Samples.Count} clips, {data.Labels.Count} labels: {string.Join(", ", data.Labels)}");

// %% [markdown]
// ## Training
// Altered copies (speed, noise, level, telephone band) make the model hear the emotion and not the microphone.
// The strength of the regularization comes from cross-validation in which a speaker is in one fold alone.

// %%
var head = SpeechHeadTrainer.Train(data, new SpeechHeadOptions { Augmentation = new SpeechAugmentation { Copies = 1 }, Seed = 1 });
Console.WriteLine($"strength {head.Strength}, temperature {head.Temperature:0.00}");

// %% [markdown]
// ## What more recordings would bring, and which labels to listen to again

// %%
foreach (var point in head.LearningCurve!.Points)
{
    Console.WriteLine($"{point.Samples,4} clips: unweighted average recall {point.Quality:0.000}");
}

Console.WriteLine($"100 more: about {100 * head.LearningCurve.EstimateGain(100):0.0} points");
foreach (var doubt in head.DoubtfulLabels)
{
    Console.WriteLine($"{doubt.Id}: {doubt.Labels[0]}, the model says {doubt.Predicted} ({doubt.Score:0.00})");
}

// %% [markdown]
// ## The model folder and its figures
// It is loaded and asked before it takes its place.

// %%
var figures = head.WriteTo(output, overwrite: true);
Console.WriteLine(figures.FormatReport());
foreach (var (name, picture) in figures.DrawPictures().Take(2))
{
    var path = Path.Combine(output, $"{name}.png");
    picture.Save(path);
    Console.WriteLine($"![{name}]({path})");
}

// %% [markdown]
// ## Using it

// %%
using (var classifier = AudioEmotionClassifier.Load(Path.Combine(output, "checkpoint")))
{
    foreach (var sample in data.Samples.Take(3))
    {
        Console.WriteLine($"{sample.Id} ({sample.Labels[0]}): {classifier.ClassifyFile(sample.Input)}");
    }
}
