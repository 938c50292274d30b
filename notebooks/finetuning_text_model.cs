#:project ../src/EmotionAI.Sdk.Training/EmotionAI.Sdk.Training.csproj
#:project ../src/EmotionAI.Sdk.Models.Text/EmotionAI.Sdk.Models.Text.csproj
#:property PublishAot=false

// %% [markdown]
// # A text model from prepared texts
// The encoder stays as it is; one logistic regression a label is fitted to what it makes of the texts.
// Run `text_emotion_data_prep` first, or name another prepared folder.

// %%
using EmotionAI.Text;
using EmotionAI.Training.Data;
using EmotionAI.Training.Heads;

var source = args.Length > 0 ? args[0] : "artifacts/notebooks/goemotions";
var output = args.Length > 1 ? args[1] : "artifacts/notebooks/text-model";
var data = PreparedDataset.Read(source);
Console.WriteLine($"{data.Samples.Count} texts, {data.Labels.Count} labels");

// %% [markdown]
// ## Training
// The strength of the regularization comes from cross-validation, the thresholds from the part dev.

// %%
var head = TextHeadTrainer.Train(data, new TextHeadOptions { Seed = 1, Strengths = [0.1, 0.03, 0.01] });
Console.WriteLine($"strength {head.Strength}");
foreach (var point in head.LearningCurve!.Points)
{
    Console.WriteLine($"{point.Samples,6} texts: macro average precision {point.Quality:0.000}");
}

// %% [markdown]
// ## The model folder and its figures on test
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
using (var classifier = TextEmotionClassifier.Load(Path.Combine(output, "model")))
{
    Console.WriteLine(classifier.Classify("I can't believe we won!"));
}
