namespace EmotionAI.Checkpoints;

/// <summary>Says what file a protobuf message is of: how its faults are worded and who pays for what is read from it.</summary>
/// <param name="format">What the file should be, for messages.</param>
/// <param name="path">The file.</param>
/// <param name="name">What messages call it.</param>
/// <param name="charge">Is told of each text before it is allocated; null where a limit on the file is enough.</param>
internal sealed class ProtobufSource(string format, string path, string name, Action<long>? charge = null)
{
    public void Charge(long bytes) => charge?.Invoke(bytes);

    public EmotionAIException Fault(string code, string found, long offset) =>
        new(code, Invariant($"'{name}' is no {format} model, or cut off: found {found} at byte {offset}; get the file anew."), path, offset);
}
