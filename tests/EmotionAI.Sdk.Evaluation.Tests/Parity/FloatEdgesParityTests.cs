using EmotionAI.Evaluation;

namespace EmotionAI.Tests.Parity;

public sealed class FloatEdgesParityTests
{
    [Fact]
    public void FromScores_FloatScoresAtDecimalThresholds_ComparesAsDoubles()
    {
        var comparison = new Comparison("thresholds/float_edges");
        foreach (var row in EvaluationGolden.Expected("thresholds", "float_edges").GetProperty("rows").EnumerateArray())
        {
            var score = BitConverter.UInt32BitsToSingle(row.GetProperty("score_float32_bits").GetUInt32());
            var threshold = row.GetProperty("threshold_decimal").GetDouble();

            var predicted = LabelMatrix.FromScores(new ScoreMatrix([score], 1), threshold);

            comparison.Same($"{score:R} >= {threshold:R}", row.GetProperty("python_floats").GetBoolean(), predicted[0, 0]);
        }

        comparison.AssertNone();
    }
}
