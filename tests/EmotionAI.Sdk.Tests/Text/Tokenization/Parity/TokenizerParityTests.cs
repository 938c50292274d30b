using System.Globalization;
using System.Text;
using System.Text.Json;
using EmotionAI.Text;

namespace EmotionAI.Tests.Text.Tokenization.Parity;

/// <summary>Compares ids and offsets with <c>tokenizers</c>: every case of every folder of golden/text/tokenizer.</summary>
public sealed class TokenizerParityTests
{
    private const int MostShown = 3;

    public static TheoryData<string> Folders => [.. Goldens.Folders("*", "golden", "text", "tokenizer").Order()];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Encode_EveryCase_GivesTheIdsAndOffsetsOfTheReference(string name)
    {
        var folder = Goldens.Path("golden", "text", "tokenizer", name);
        var tokenizer = TextTokenizer.Load(folder);
        var faults = new List<string>();
        var lines = File.ReadAllText(Path.Combine(folder, "cases.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines)
        {
            var item = JsonDocument.Parse(line).RootElement;
            var text = item.GetProperty("text").GetString()!;
            var isSpecial = item.GetProperty("special").GetBoolean();
            var limit = item.GetProperty("truncated_to");
            var room = limit.ValueKind == JsonValueKind.Number ? limit.GetInt32() : tokenizer.MaxTokenCount(text.Length);
            var expected = Format([.. item.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())], [.. item.GetProperty("offsets").EnumerateArray().Select(pair => pair[0].GetInt32()..pair[1].GetInt32())]);
            var (ids, offsets) = (new int[room], new Range[room]);
            var count = isSpecial ? tokenizer.Encode(text, ids, offsets, out var isTruncated) : tokenizer.EncodeWithoutSpecialTokens(text, ids, offsets, out isTruncated);

            var found = Format(ids.AsSpan(0, count), offsets.AsSpan(0, count));
            if (found != expected)
            {
                faults.Add($"'{Escape(text)}' gave\n{found}, expected\n{expected}.");
            }

            var plain = new int[room];
            var plainCount = isSpecial ? tokenizer.Encode(text, plain, out var isPlainTruncated) : tokenizer.EncodeWithoutSpecialTokens(text, plain, out isPlainTruncated);
            if (!plain.AsSpan(0, plainCount).SequenceEqual(ids.AsSpan(0, count)) || isPlainTruncated != isTruncated)
            {
                faults.Add($"'{Escape(text)}' gave without offsets {string.Join(' ', plain[..plainCount])}, with them {string.Join(' ', ids[..count])}.");
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults in {lines.Length} cases:\n{string.Join('\n', faults.OrderBy(fault => fault.Length).Take(MostShown))}");
        Assert.NotEmpty(lines);
    }

    private static string Format(ReadOnlySpan<int> ids, ReadOnlySpan<Range> offsets)
    {
        var text = new StringBuilder();
        for (var i = 0; i < ids.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{ids[i]}[{offsets[i].Start.Value},{offsets[i].End.Value}] ");
        }

        return text.ToString();
    }

    private static string Escape(string text) => string.Concat(text.Select(unit => unit is >= ' ' and < '\x7F' ? unit.ToString() : $"\\u{(int)unit:X4}"));
}
