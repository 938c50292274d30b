using System.Net;
using System.Text;
using System.Text.Json;

namespace EmotionAI.Tests.Malformed;

/// <summary>Changes valid requests in thousands of ways: each is answered, by JSON that names a code where it says no, and never by 5xx.</summary>
public sealed class MutatedRequestTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const int Seed = 20261130;
    private const int MutantsOfEach = 600;

    private static readonly string[] Values =
    [
        "null", "true", "7", "-1", "1e999", "0.5", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "[]", "[[]]", "[[[\"a\"]]]", "{}", "{\"inputs\":\"a\"}", "[null]", "[\"a\",null]", "9223372036854775808",
        "\"name\"", "[1,2]", "[\"a\"]", new string('[', 40) + new string(']', 40),
    ];

    private static readonly string[] Types = ["application/json", "application/json; charset=utf-8", "text/json", "application/problem+json", "text/plain", "multipart/form-data; boundary=x", ""];

    public static TheoryData<string, string> Requests => new()
    {
        { "/predict", """{"inputs":"I am glad.","raw_scores":false,"truncate":true,"truncation_direction":"Right"}""" },
        { "/predict", """{"inputs":[["I am glad."],["So am I."]],"parameters":{"a":{"b":[1,2,{"c":null}]}}}""" },
        { "/", """{"inputs":["I am glad.","So am I."],"raw_scores":true}""" },
        { "/v2/models/text/infer", """{"id":"1","parameters":{"p":1},"inputs":[{"name":"text","shape":[2],"datatype":"BYTES","data":["I am glad.","So am I."]}],"outputs":[{"name":"labels"},{"name":"scores"}]}""" },
        { "/v2/models/audio/infer", """{"inputs":[{"name":"audio","shape":[1],"datatype":"BYTES","data":["UklGRiQAAABXQVZFZm10IBAAAAABAAEAgD4AAAB9AAACABAAZGF0YQAAAAA="]}]}""" },
        { "/predict/audio", "RIFF\u0024\0\0\0WAVEfmt \u0010\0\0\0\u0001\0\u0001\0\u0080\u003e\0\0\0\u007d\0\0\u0002\0\u0010\0data\u0004\0\0\0\0\0\u0001\0" },
        { "/predict/audio", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nRIFF\u0024\0\0\0WAVEfmt \r\n--x--\r\n" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Request_Mutated_IsAnsweredByType(string path, string valid)
    {
        var random = new Random(Seed);
        for (var i = 0; i < MutantsOfEach; i++)
        {
            var body = Mutate(Encoding.Latin1.GetBytes(valid), random);
            using var content = new ByteArrayContent(body);
            var type = random.Next(8) == 0 ? Types[random.Next(Types.Length)] : valid[0] == '-' ? "multipart/form-data; boundary=x" : "application/json";
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await fixture.Server.Client.PostAsync(path, content);

            var said = await answer.Content.ReadAsStringAsync();
            var what = $"mutant {i} of seed {Seed}, {type}: {Encoding.Latin1.GetString(body)} gave {(int)answer.StatusCode} {said}";
            Assert.True((int)answer.StatusCode < 500, what);
            AssertTyped(answer, said, what);
        }
    }

    private static void AssertTyped(HttpResponseMessage answer, string said, string what)
    {
        try
        {
            using var json = JsonDocument.Parse(said);
            Assert.True(answer.StatusCode == HttpStatusCode.OK || json.RootElement.GetProperty("code").GetString()!.Length > 0, what);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            Assert.Fail(what);
        }
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Length + 1);
            var end = Math.Min(bytes.Length, at + random.Next(1, 12));
            bytes = random.Next(7) switch
            {
                0 => [.. bytes[..at], .. bytes[end..]],
                1 => [.. bytes[..end], .. bytes[at..]],
                2 => [.. bytes[..at], (byte)random.Next(256), .. bytes[end..]],
                3 => bytes[..at],
                4 => ReplaceValue(bytes, random),
                5 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(Values[random.Next(Values.Length)]), .. bytes[at..]],
                _ => Repeat(bytes, at, end, random.Next(2, 2_000)),
            };
        }

        return bytes;
    }

    private static byte[] Repeat(byte[] bytes, int at, int end, int times) => [.. bytes[..at], .. Enumerable.Repeat(bytes[at..end], times).SelectMany(part => part), .. bytes[end..]];

    /// <summary>Puts another value behind a colon, up to the next comma or bracket.</summary>
    private static byte[] ReplaceValue(byte[] bytes, Random random)
    {
        var colons = bytes.Index().Where(one => one.Item == (byte)':').Select(one => one.Index).ToArray();
        if (colons.Length == 0)
        {
            return bytes;
        }

        var at = colons[random.Next(colons.Length)] + 1;
        var length = bytes.AsSpan(at).IndexOfAny(",}]"u8);
        return [.. bytes[..at], .. Encoding.UTF8.GetBytes(Values[random.Next(Values.Length)]), .. length < 0 ? [] : bytes[(at + length)..]];
    }
}
