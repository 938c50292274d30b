using System.Text.Json;
using EmotionAI.Text;

namespace EmotionAI.Tests.Text.Tokenization.Parity;

/// <summary>Compares windows over long texts with <c>return_overflowing_tokens</c> of transformers.</summary>
public sealed class WindowParityTests
{
    [Fact]
    public void EncodeWindows_EveryCase_GivesTheIdsAndOffsetsOfTheReference()
    {
        var folder = Goldens.Path("golden", "text", "tokenizer", "bert-uncased");
        var tokenizer = TextTokenizer.Load(folder);
        var lines = File.ReadAllText(Path.Combine(folder, "windows.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines)
        {
            var item = JsonDocument.Parse(line).RootElement;
            var windows = tokenizer.EncodeWindows(item.GetProperty("text").GetString()!, item.GetProperty("max_length").GetInt32(), item.GetProperty("stride").GetInt32());

            Assert.Equal(item.GetProperty("windows").EnumerateArray().Select(window => window.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())), windows.Select(window => window.InputIds.ToArray()));
            Assert.Equal(
                item.GetProperty("windows").EnumerateArray().Select(window => window.GetProperty("offsets").EnumerateArray().Select(pair => pair[0].GetInt32()..pair[1].GetInt32())),
                windows.Select(window => window.Offsets.ToArray()));
        }

        Assert.NotEmpty(lines);
    }
}
