using System.Globalization;
using System.Text.Json;
using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Tests.Parity;

public sealed class NpyParityTests
{
    private static readonly JsonElement Index = EvaluationGolden.Json(Path.Combine(EvaluationGolden.Root, "npy", "index.json"));

    public static TheoryData<string> Accepted => Files(accept: true);

    public static TheoryData<string> Refused => Files(accept: false);

    public static TheoryData<string> Matrices =>
    [
        .. Directory.GetFiles(EvaluationGolden.Root, "*confusion_matrix*.npy", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(EvaluationGolden.Root, file)).Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Index_OfTheGoldens_NamesEveryFile()
    {
        var named = Index.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("file").GetString()!).Order(StringComparer.Ordinal);

        var present = Directory.GetFiles(Path.Combine(EvaluationGolden.Root, "npy"), "*.npy").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

        Assert.Equal(named, present);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Read_AcceptedFile_GivesItsValues(string file)
    {
        var golden = Golden(file);

        var matrix = StoredConfusionMatrix.Read(FullPath(file));

        Assert.Equal(golden.GetProperty("shape")[0].GetInt32(), matrix.Size);
        if (golden.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array)
        {
            Assert.Equal(values.EnumerateArray().Select(value => double.Parse(value.GetString()!, CultureInfo.InvariantCulture)), matrix.Values.ToArray());
        }

        Assert.Equal(file.StartsWith("rownorm", StringComparison.Ordinal), matrix.IsRowNormalized);
        Assert.Equal(matrix.Counts?.ToArray().Select(count => (double)count) ?? matrix.Values.ToArray(), matrix.Values.ToArray());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Read_RefusedFile_GivesATypedErrorThatNamesIt(string file)
    {
        var fault = Assert.Throws<EmotionAIException>(() => StoredConfusionMatrix.Read(FullPath(file)));

        Assert.Equal(FullPath(file), fault.Path);
        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
        Assert.Contains("allowed", fault.Message, StringComparison.Ordinal);
        Assert.Equal(CodeOf(file), fault.Code);
    }

    [Theory]
    [MemberData(nameof(Matrices))]
    public void Write_EachMatrix_GivesTheBytesOfNumPy(string file)
    {
        var path = Path.Combine(EvaluationGolden.Root, file);
        var array = NpyReader.Read(path);
        using var stream = new MemoryStream();

        if (array.ElementType == NpyElementType.FloatingPoint)
        {
            NpyWriter.Write(stream, array.ToDoubles(), [.. array.Shape]);
        }
        else
        {
            NpyWriter.Write(stream, array.ToInt64(), [.. array.Shape]);
        }

        Assert.Equal(File.ReadAllBytes(path), stream.ToArray());
    }

    private static string CodeOf(string file) => file switch
    {
        "bad_object.npy" => EmotionErrorCodes.CodeRefused,
        "bad_empty_file.npy" or "bad_truncated_data.npy" or "bad_header_len.npy" => EmotionErrorCodes.FileTruncated,
        "bad_overflow_shape.npy" => EmotionErrorCodes.LimitExceeded,
        "bad_version_9.npy" or "complex.npy" or "datetime.npy" or "unicode.npy" or "structured.npy" or "hand_native_order.npy" or "hand_int_name.npy" or "bool_C_v1.npy"
            => EmotionErrorCodes.FormatUnsupported,
        _ => EmotionErrorCodes.FormatInvalid,
    };

    private static TheoryData<string> Files(bool accept) =>
        [.. Index.GetProperty("files").EnumerateArray().Where(file => file.GetProperty("accept").GetBoolean() == accept).Select(file => file.GetProperty("file").GetString()!)];

    private static JsonElement Golden(string file) =>
        Index.GetProperty("files").EnumerateArray().First(entry => entry.GetProperty("file").GetString() == file);

    private static string FullPath(string file) => Path.Combine(EvaluationGolden.Root, "npy", file);
}
