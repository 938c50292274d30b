using EmotionAI.Checkpoints;
using EmotionAI.Tests.Text.Tokenization.SentencePiece;

namespace EmotionAI.Tests.Checkpoints.Allocations;

public sealed class ProtobufReaderAllocationTests
{
    private const int Messages = 1_000;

    [Fact]
    public void Read_EveryKindOfField_AllocatesNothing()
    {
        var one = ModelBytes.Message(7, ModelBytes.Text(1, "piece"), ModelBytes.Text(2, "range"), ModelBytes.Single(3, 1), ModelBytes.Number(4, 2), ModelBytes.Counted(5, [1, 2]), ModelBytes.Text(6, "skipped"));
        var bytes = ModelBytes.Of(Enumerable.Repeat(one, Messages));
        var source = new ProtobufSource("ONNX", "m", "m", _ => { });
        var sum = 0L;

        var allocated = Allocated.Settled(() => sum = Walk(source, bytes));

        Assert.Equal((0L, Messages * (5L + 5 + 1 + 2 + 3)), (allocated, sum));
    }

    private static long Walk(ProtobufSource source, byte[] bytes)
    {
        var sum = 0L;
        var reader = new ProtobufReader(source, bytes);
        while (reader.Next())
        {
            var message = reader.ReadMessage();
            while (message.Next())
            {
                sum += message.Field switch
                {
                    1 => message.ReadBytes().Length,
                    2 => message.ReadRange().GetOffsetAndLength(bytes.Length).Length,
                    3 => (long)message.ReadSingle(),
                    4 => message.ReadInt32(),
                    5 => message.FoldVarints(0L, (all, number) => all + (long)number),
                    _ => Pass(ref message),
                };
            }
        }

        return sum;
    }

    private static long Pass(ref ProtobufReader message)
    {
        message.Skip();
        return 0;
    }
}
