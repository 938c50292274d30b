using System.Runtime.InteropServices;

namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Turns a view of a torch storage into a tensor: in place where it is contiguous, gathered where it is strided.</summary>
internal static class StridedTensor
{
    /// <summary>Checks a view against its storage and describes it.</summary>
    /// <exception cref="EmotionAIException">It reaches outside the storage, or would expand beyond what the file justifies.</exception>
    public static CheckpointTensor Create(OpenedFile file, string name, TorchTensor view)
    {
        var storage = view.Storage;
        var size = view.Type.ElementSize;
        var capacity = storage.ByteLength / size;
        var count = view.Count;
        var inside = count == 0 ? view.Offset <= capacity : view.Last < capacity;
        if (count < 0 || !inside || storage.Offset < 0 || (view.Type.Kind == TorchGlobalKind.Storage && view.Type != storage.Type))
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, Invariant($"has tensor {OpenedFile.Quote(name)} of shape [{string.Join(", ", view.Size.Select(length => Invariant($"{length}")))}] that reaches outside its storage of {capacity} elements"), storage.Offset);
        }

        var bytes = (Int128)count * size;
        return new CheckpointTensor
        {
            Name = name,
            DataType = view.Type.DataType,
            Shape = view.Size,
            File = file.Mapped,
            Offset = storage.Offset + (view.Offset * size),
            ByteLength = (long)bytes,
            Gathered = count == 0 || view.IsContiguous ? null : Gather(file, name, view, bytes),
        };
    }

    private static byte[] Gather(OpenedFile file, string name, TorchTensor view, Int128 bytes)
    {
        if (bytes > Array.MaxLength)
        {
            throw file.Fault(EmotionErrorCodes.LimitExceeded, Invariant($"has strided tensor {OpenedFile.Quote(name)} of {bytes} bytes; at most {Array.MaxLength} can be gathered"), view.Storage.Offset);
        }

        file.Charge((long)bytes + 24);
        var size = view.Type.ElementSize;
        var source = file.Slice(view.Storage.Offset + (view.Offset * size), ((long)view.Last - view.Offset + 1) * size);
        var gathered = new byte[(int)bytes];
        switch (size)
        {
            case 1:
                Gather<byte>(source, gathered, view);
                break;
            case 2:
                Gather<ushort>(source, gathered, view);
                break;
            case 4:
                Gather<uint>(source, gathered, view);
                break;
            case 8:
                Gather<ulong>(source, gathered, view);
                break;
            default:
                Gather<UInt128>(source, gathered, view);
                break;
        }

        return gathered;
    }

    private static void Gather<T>(ReadOnlySpan<byte> sourceBytes, Span<byte> destinationBytes, TorchTensor view)
        where T : unmanaged
    {
        var source = MemoryMarshal.Cast<byte, T>(sourceBytes);
        var destination = MemoryMarshal.Cast<byte, T>(destinationBytes);
        var rank = view.Size.Length;
        Span<long> index = stackalloc long[rank];
        index.Clear();
        var (inner, step) = ((int)view.Size[rank - 1], (int)view.Stride[rank - 1]);
        var from = 0L;
        while (!destination.IsEmpty)
        {
            GatherRow(source[(int)from..], destination[..inner], step);
            destination = destination[inner..];
            for (var i = rank - 2; i >= 0; i--)
            {
                from += view.Stride[i];
                if (++index[i] < view.Size[i])
                {
                    break;
                }

                from -= view.Stride[i] * view.Size[i];
                index[i] = 0;
            }
        }
    }

    private static void GatherRow<T>(ReadOnlySpan<T> source, Span<T> destination, int step)
        where T : unmanaged
    {
        if (step == 1)
        {
            source[..destination.Length].CopyTo(destination);
            return;
        }

        if (step == 0)
        {
            destination.Fill(source[0]);
            return;
        }

        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = source[i * step];
        }
    }
}
