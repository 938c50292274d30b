using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Evaluation.Thresholds;
using EmotionAI.Text;

var data = Dataset.ReadText(Path.Combine(AppContext.BaseDirectory, "dev.csv"));
using var classifier = TextEmotionClassifier.LoadDefault();
var dev = ModelEvaluation.Run(classifier, data, new EvaluationOptions { Decision = new() { Threshold = 0.5 } });

var thresholds = ThresholdFitting.Fit(dev.Truth, dev.Scores!);
var (before, after) = (ModelMeasurement.Compute(dev), ModelMeasurement.Compute(dev.WithThresholds(thresholds)));
Console.WriteLine($"macro F1 on dev.csv: {before.Macro.F1:F2} at 0.5, {after.Macro.F1:F2} with fitted thresholds");

var config = InferenceConfigFile.Format(dev.Labels, thresholds);
File.WriteAllBytes(Path.Combine(AppContext.BaseDirectory, InferenceConfigFile.FileName), config);
Console.WriteLine($"written: {InferenceConfigFile.FileName}");
