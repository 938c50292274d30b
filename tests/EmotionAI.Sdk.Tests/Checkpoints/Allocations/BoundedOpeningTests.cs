using EmotionAI.Checkpoints.SafeTensors;
using EmotionAI.Checkpoints.TorchZip;

namespace EmotionAI.Tests.Checkpoints.Allocations;

/// <summary>Feeds files made to allocate: each stays within 64 KiB and eight times its own bytes.</summary>
public class BoundedOpeningTests
{
    private const long BaseBytes = 64 << 10;
    private const int BytesPerByte = 8;
    private const int Items = 60_000;

    public static TheoryData<string> Bombs => ["tensors", "metadata", "metadata-long", "members", "lists", "tuples", "strings", "memo", "dictionaries", "exponential", "expanded", "inputs", "domains", "opsets"];

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Open_Bomb_StaysWithinItsBudget(string bomb)
    {
        using var folder = new TempFolder();
        var bytes = Make(bomb);
        var path = folder.Write("file", bytes);
        Probe(bomb, path);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Probe(bomb, path);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(allocated <= BaseBytes + (BytesPerByte * (long)bytes.Length), $"{allocated} bytes allocated for {bytes.Length} ({(double)allocated / bytes.Length:F1} a byte)");
    }

    private static EmotionAIException? Probe(string bomb, string path) => bomb switch
    {
        "inputs" or "domains" or "opsets" => Opening.ProbeOnnx(path),
        "tensors" or "metadata" or "metadata-long" => Opening.Probe(SafeTensorsFile.Open, path),
        _ => Opening.Probe(TorchFile.Open, path),
    };

    private static byte[] Make(string bomb) => bomb switch
    {
        "tensors" => SafeTensorsBuilder.Build("{" + string.Join(',', Enumerable.Range(0, Items).Select(i => $$"""
            "{{i:x}}":{"dtype":"U8","shape":[],"data_offsets":[{{i}},{{i + 1}}]}
            """)) + "}", new byte[Items]),
        "metadata" => SafeTensorsBuilder.Build("{\"__metadata__\":{" + string.Join(',', Enumerable.Range(0, Items).Select(i => $"\"{i:x}\":\"\"")) + "}}"),
        "metadata-long" => SafeTensorsBuilder.Build("{\"__metadata__\":{" + string.Join(',', Enumerable.Range(0, 1_024).Select(i => $"\"{i:x}\":\"{new string('a', 500)}\"")) + "}}"),
        "members" => Members(),
        "lists" => TorchBuilder.Zip(Repeat(b => b.Op(']').Op('0'))),
        "tuples" => TorchBuilder.Zip(Repeat(b => b.Op('N').Raw(0x85).Op('0'))),
        "strings" => TorchBuilder.Zip(Repeat(b => b.Raw(0x8C, 0).Op('0'))),
        "memo" => TorchBuilder.Zip(Repeat(b => b.Raw(0x94), start: b => b.Op('N'))),
        "dictionaries" => TorchBuilder.Zip(new PickleBuilder().Op('}').Op('(').Raw(Enumerable.Repeat((byte)'N', 4_000).ToArray()).Op('u').Op('.').ToArray()),
        "exponential" => TorchBuilder.Zip(Exponential()),
        "expanded" => TorchBuilder.Zip(new PickleBuilder().BeginState().Text("x").Tensor("FloatStorage", "0", 1, 0, [4_000], [0]).Text("y").Tensor("FloatStorage", "0", 1, 0, [40_000], [0]).EndState(), TorchBuilder.Bytes(1f)),
        "inputs" => OnnxBuilder.Model(graph =>
        {
            for (var i = 0; i < Items; i++)
            {
                graph.Message(11, _ => { });
            }
        }),
        "domains" => OnnxBuilder.Model(_ => { }, model =>
        {
            for (var i = 0; i < Items; i++)
            {
                model.Message(25, function => function.Text(10, i.ToString("x", System.Globalization.CultureInfo.InvariantCulture)));
            }
        }),
        _ => OnnxBuilder.Model(_ => { }, model =>
        {
            for (var i = 0; i < Items; i++)
            {
                model.Message(8, _ => { });
            }
        }),
    };

    private static byte[] Members()
    {
        var zip = new ZipBuilder { Flags = 0x0800 };
        for (var i = 0; i < 5_000; i++)
        {
            zip.Add($"m/{i:x}", []);
        }

        return zip.Build();
    }

    private static byte[] Repeat(Func<PickleBuilder, PickleBuilder> item, Func<PickleBuilder, PickleBuilder>? start = null)
    {
        var pickle = start is null ? new PickleBuilder() : start(new PickleBuilder());
        for (var i = 0; i < Items; i++)
        {
            item(pickle);
        }

        return pickle.Op('}').Op('.').ToArray();
    }

    /// <summary>Thirty dictionaries, each of which holds the one before ten times.</summary>
    private static byte[] Exponential()
    {
        var pickle = new PickleBuilder().Op('}').Op('q').Raw(0);
        for (byte level = 1; level < 30; level++)
        {
            pickle.Op('}').Op('q').Raw(level).Op('(');
            for (var i = 0; i < 10; i++)
            {
                pickle.Text($"{i}").Op('h').Raw((byte)(level - 1));
            }

            pickle.Op('u').Op('0');
        }

        return pickle.Op('0').Op('h').Raw(29).Op('.').ToArray();
    }
}
