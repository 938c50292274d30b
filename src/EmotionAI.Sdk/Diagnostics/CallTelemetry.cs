using System.Diagnostics;

namespace EmotionAI.Diagnostics;

/// <summary>Follows one call of a classifier from its start to its answers or its failure.</summary>
internal readonly struct CallTelemetry(EmotionClassifierMetadata model, Activity? activity, long start) : IDisposable
{
    /// <summary>Notes a failure; to be used as the filter of an exception, which it never catches.</summary>
    public bool Failed(Exception exception)
    {
        var error = exception is EmotionAIException { Code: var code } ? code : exception.GetType().FullName!;
        activity?.SetStatus(ActivityStatusCode.Error, error);
        activity?.SetTag("error.type", error);
        ClassifierTelemetry.Ended(model, start, error);
        return false;
    }

    /// <summary>Notes an answer.</summary>
    public EmotionPrediction Answered(EmotionPrediction prediction)
    {
        ClassifierTelemetry.Answered(model, prediction);
        ClassifierTelemetry.Ended(model, start, null);
        return prediction;
    }

    /// <summary>Notes the answers to a batch.</summary>
    public EmotionPrediction[] Answered(EmotionPrediction[] predictions)
    {
        activity?.SetTag("emotionai.inputs", predictions.Length);
        foreach (var prediction in predictions)
        {
            ClassifierTelemetry.Answered(model, prediction);
        }

        ClassifierTelemetry.Ended(model, start, null);
        return predictions;
    }

    public void Dispose() => activity?.Dispose();
}
