#:project ../src/EmotionAI.Sdk.Training.Torch/EmotionAI.Sdk.Training.Torch.csproj
#:project ../src/EmotionAI.Sdk.Models.Text/EmotionAI.Sdk.Models.Text.csproj
#:property PublishAot=false

// %% [markdown]
// # Fine-tuning a text model on prepared texts
// First a head: logistic regressions on what the encoder makes of the texts, within a minute. Then all weights, from there.
// Run `text_emotion_data_prep` first, or name another prepared folder; a third argument names another base model.

// %%
using EmotionAI.Bundles;
using EmotionAI.Text;
using EmotionAI.Training.Data;
using EmotionAI.Training.Heads;
using EmotionAI.Training.Torch;

var source = args.Length > 0 ? args[0] : "artifacts/notebooks/goemotions";
var output = args.Length > 1 ? args[1] : "artifacts/notebooks/text-model";
var encoder = ModelResolver.Default.Resolve(ModelModality.Text, args.Length > 2 ? args[2] : null, useMocks: false).Directory!;
var data = PreparedDataset.Read(source);
Console.WriteLine($"{data.Samples.Count} texts, {data.Labels.Count} labels");

// %% [markdown]
// ## The head
// The strength of the regularization comes from cross-validation. The curve says what more texts would bring.

// %%
var head = TextHeadTrainer.Train(data, new TextHeadOptions { Encoder = encoder, Seed = 1, Strengths = [0.1, 0.03, 0.01] });
Console.WriteLine($"strength {head.Strength}");
foreach (var point in head.LearningCurve!.Points)
{
    Console.WriteLine($"{point.Samples,6} texts: macro average precision {point.Quality:0.000}");
}

// %% [markdown]
// ## All weights
// AdamW from the head just fitted; the best weights on the part dev are kept, thresholds are fitted there too.
// `CheckpointDirectory` would let it go on after an interruption.

// %%
var options = new TextFineTuningOptions
{
    Head = new TextHead(head.Weights, head.Bias),
    Epochs = 2,
    LearningRate = 2e-5,
    FreezeEmbeddings = true,
    Overwrite = true,
    Seed = 1,
};
var result = new TextFineTuner(encoder, options).Train(data, output);
foreach (var point in result.Curve)
{
    Console.WriteLine($"step {point.Step,4}: loss {point.Loss:0.0000}, macro-F1 on dev {point.MacroF1:0.000}");
}

// %% [markdown]
// ## The model folder and its figures on test
// It was loaded and asked before it took its place.

// %%
Console.WriteLine($"best step {result.BestStep}; answers of the folder differ from the trainer's by less than 1e-5: {result.ReloadDifference < 1e-5}");
var figures = result.Measurement!;
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
