using EmotionAI;
using EmotionAI.Audio;

var recording = AudioDecoder.Decode(args.FirstOrDefault() ?? Path.Combine(AppContext.BaseDirectory, "sample.flac"));
using var classifier = AudioEmotionClassifier.LoadDefault();
await foreach (var segment in classifier.ClassifySegmentsAsync(Microphone(recording)))
{
    var found = segment.Prediction.NoSpeech is null ? segment.Prediction.Top.Label : "silence";
    Console.WriteLine($"{segment.Start.TotalSeconds:F1} to {segment.End.TotalSeconds:F1} s: {found}");
}

// Stands in for a microphone, which gives blocks of any length, such as 20 ms: the speaker, a pause, the speaker again.
static async IAsyncEnumerable<AudioClip> Microphone(AudioClip speaker)
{
    float[] heard = [.. speaker.Samples.Span, .. new float[2 * speaker.SampleRate], .. speaker.Samples.Span];
    foreach (var block in heard.Chunk(speaker.SampleRate / 50))
    {
        await Task.Yield();
        yield return new AudioClip(block, speaker.SampleRate);
    }
}
