using System.Text.Json;
using System.Text.Json.Serialization;
using EmotionAI.Bundles;

namespace EmotionAI.Jobs;

/// <summary>Is what a queue keeps of a job beside its items.</summary>
/// <param name="Job">The id of the job.</param>
/// <param name="Modality">What its inputs are.</param>
/// <param name="Submitted">The number of items that were handed over.</param>
/// <param name="Digest">The SHA-256 of these, in hexadecimal digits; empty for none.</param>
/// <param name="IsSubmitted">Whether these are all.</param>
internal sealed record JobRecord(string Job, ModelModality Modality, long Submitted = 0, string Digest = "", bool IsSubmitted = false)
{
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, JobRecordJson.Default.JobRecord);

    public static JobRecord? Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, JobRecordJson.Default.JobRecord);
}

/// <summary>Reads and writes records without reflection.</summary>
[JsonSerializable(typeof(JobRecord))]
internal sealed partial class JobRecordJson : JsonSerializerContext;
