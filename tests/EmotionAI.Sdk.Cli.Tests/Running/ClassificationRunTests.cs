using EmotionAI.Cli.Input;
using EmotionAI.Cli.Output;
using EmotionAI.Cli.Running;
using EmotionAI.Mocks;

namespace EmotionAI.Cli.Tests.Running;

public sealed class ClassificationRunTests
{
    [Theory]
    [InlineData(100, new int[0])]
    [InlineData(100, new[] { 0, 37, 38, 99 })]
    [InlineData(1, new[] { 0 })]
    [InlineData(4, new[] { 0, 1, 2, 3 })]
    public void Run_SomeInputsFail_OnlyTheyDo(int count, int[] failing)
    {
        var writer = new RecordingWriter();
        var texts = Enumerable.Range(0, count).Select(i => failing.Contains(i) ? "too long" : "ok").ToArray();
        using var classifier = new MockTextEmotionClassifier(limits: new EmotionLimits { TextCharacters = 2 });

        var succeeded = Run(classifier, writer, texts);

        Assert.Equal(failing.Length == 0, succeeded);
        Assert.Equal(Enumerable.Range(0, count).Select(i => (long)i), writer.Indices);
        Assert.Equal(failing.Select(i => (long)i), writer.Failed);
        Assert.Equal(1, writer.Finished);
    }

    private static bool Run(IEmotionClassifier<string> classifier, IResultWriter writer, string[] texts)
    {
        var console = new CommandConsole { Input = TextReader.Null, Output = TextWriter.Null, Error = TextWriter.Null };
        return new ClassificationRun<string>(classifier, new ClassificationOptions(), writer, new ProgressLine(console, "texts"), new PartialInputCount(console, "texts")).Run(new TextArguments(texts), CancellationToken.None);
    }

    private sealed class RecordingWriter : IResultWriter
    {
        public List<long> Indices { get; } = [];

        public List<long> Failed { get; } = [];

        public int Finished { get; private set; }

        public void Write(long index, string input, EmotionPrediction prediction, PassedFields? passed, EmotionAI.Text.TextExplanation? explanation = null, EmotionAI.Audio.VoiceDescriptors? descriptors = null) => Indices.Add(index);

        public void Write(long index, string input, EmotionAIException error, PassedFields? passed)
        {
            Indices.Add(index);
            Failed.Add(index);
        }

        public void Flush()
        {
        }

        public void Finish() => Finished++;
    }
}
