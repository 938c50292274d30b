#:project ../src/EmotionAI.Sdk.Training/EmotionAI.Sdk.Training.csproj
#:property PublishAot=false

// Trains the heads of the shipped speech models: MODEL DATA ENCODER OUTPUT, with MODEL ravdess or open. See eng/train-speech-model.sh.
using EmotionAI;
using EmotionAI.Training.Data;
using EmotionAI.Training.Features;
using EmotionAI.Training.Heads;

if (args is not [var model and ("ravdess" or "open"), var root, var encoder, var output])
{
    Console.Error.WriteLine("eng/train-speech-model.sh [ravdess|open] [DIR]");
    return 2;
}

var whole = new AudioPreparationOptions { Split = new SplitOptions { DevShare = 0, TestShare = 0 } };
var emodb = DatasetPreparation.PrepareAudio(Path.Combine(root, "emodb"), whole);
var data = model == "open" ? emodb : WithRavdess(DatasetPreparation.PrepareAudio(Path.Combine(root, "ravdess"), whole), emodb);
var head = SpeechHeadTrainer.Train(data, new SpeechHeadOptions
{
    Encoder = encoder,
    ModelName = model == "open" ? "emotionai-speech-open-whisper-base-4" : "emotionai-speech-whisper-base-4",
    Augmentation = new SpeechAugmentation { Copies = 2 },
    CachePath = $"{output}.features",
    DrawsLearningCurve = false,
});
Console.WriteLine(head.WriteTo(output, overwrite: true).FormatReport());
File.Delete($"{output}.features");
return 0;

// The eight labels of RAVDESS; four of its actors, the first fold of EmoBox, are kept for the test, and two speakers of EmoDB are not learned from.
static PreparedDataset WithRavdess(PreparedDataset ravdess, PreparedDataset emodb)
{
    string[] testActors = ["01", "11", "20", "21"];
    string[] unheard = ["15", "16"];
    return new PreparedDataset(isAudio: true, EmotionLabels.Ravdess,
    [
        .. ravdess.Samples.Select(sample => sample with { Split = testActors.Contains(sample.Speaker) ? DataSplit.Test : DataSplit.Train, Speaker = $"ravdess {sample.Speaker}" }),
        .. emodb.Samples.Where(sample => EmotionTaxonomy.Ravdess.Map(sample.Labels[0]) is not null && !unheard.Contains(sample.Speaker)).Select(sample => sample with { Labels = [EmotionTaxonomy.Ravdess.Map(sample.Labels[0])!], Speaker = $"emodb {sample.Speaker}" }),
    ]);
}
