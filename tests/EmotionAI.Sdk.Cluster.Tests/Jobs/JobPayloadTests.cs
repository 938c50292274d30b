using System.Text;
using System.Text.Json;
using EmotionAI.Bundles;
using EmotionAI.Jobs;

namespace EmotionAI.Tests.Jobs;

public sealed class JobPayloadTests
{
    [Fact]
    public void Read_OfWhatWasWritten_IsTheSame()
    {
        var item = new JobItem("é \0 😀 \" \\ \u2028")
        {
            Name = "line 3",
            Id = JsonDocument.Parse("1.50").RootElement,
            Fields = new Dictionary<string, JsonElement> { ["b"] = JsonDocument.Parse("[1e3,\"ü\"]").RootElement, ["a"] = JsonDocument.Parse("null").RootElement },
            Error = new EmotionAIException(EmotionErrorCodes.InputInvalid, "no text"),
        };
        var payload = new JobPayload("job", 3, item, new JobSettings { Modality = ModelModality.Audio, TopK = 2, Threshold = .1, AllScores = true, Logits = true });

        var read = JobPayload.Read(payload.Write());

        Assert.Equal((payload.Job, payload.Index, payload.Settings), (read.Job, read.Index, read.Settings));
        Assert.Equal((item.Input, item.Name, "1.50"), (read.Item.Input, read.Item.Name, read.Item.Id!.Value.GetRawText()));
        Assert.Equal(["b=[1e3,\"ü\"]", "a=null"], read.Item.Fields.Select(field => $"{field.Key}={field.Value.GetRawText()}"));
        Assert.Equal((item.Error!.Code, item.Error.Message), (read.Item.Error!.Code, read.Item.Error.Message));
    }

    [Fact]
    public void Read_OfAMessageThatIsCut_IsTypedOrTheSame()
    {
        var whole = new JobPayload("job", 3, new JobItem("text") { Id = JsonDocument.Parse("7").RootElement }, new JobSettings { TopK = 2 }).Write();
        for (var i = 0; i < whole.Length; i++)
        {
            Assert.Equal(EmotionErrorCodes.FormatInvalid, Assert.Throws<EmotionAIException>(() => JobPayload.Read(whole.AsMemory(0, i))).Code);
            var flipped = whole.ToArray();
            flipped[i] ^= 0x10;
            Assert.True(Record.Exception(() => JobPayload.Read(flipped)) is null or EmotionAIException { Code: EmotionErrorCodes.FormatInvalid }, Encoding.UTF8.GetString(flipped));
        }
    }
}
