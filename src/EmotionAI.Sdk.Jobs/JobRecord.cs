using System.Text.Json;
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
    /// <summary>So many items a job has at most: who puts the results in order keeps 16 bytes of each in memory.</summary>
    public const long MostItems = 100_000_000;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, JobRecordJson.Default.JobRecord);

    /// <summary>Reads a record.</summary>
    /// <returns>The record; null for what somebody else wrote.</returns>
    public static JobRecord? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, JobRecordJson.Default.JobRecord) is { Job: not null, Digest: not null, Submitted: >= 0 and <= MostItems } record ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
