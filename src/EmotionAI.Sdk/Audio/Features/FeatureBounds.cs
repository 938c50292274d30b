using EmotionAI.Audio.Dsp;

namespace EmotionAI.Audio.Features;

/// <summary>Bounds what the set-up of features may ask for: above what models use, below what would hurt.</summary>
internal static class FeatureBounds
{
    /// <summary>The longest frame, in samples.</summary>
    public const int FftSize = 1 << 16;

    /// <summary>The most steps of the slowest stage of a Fourier transform: under a tenth of a second for eight frames. Only frames with a large prime factor come near.</summary>
    public const int TransformCost = 1 << 22;

    /// <summary>What is allowed as the length of a frame, in words.</summary>
    public const string FftSizeAllowed = "2 to 65536 samples, without a large prime factor";

    /// <summary>The longest distance from frame to frame, in samples.</summary>
    public const int HopLength = 1 << 16;

    /// <summary>The most weights of a mel bank, bands times bins: 16 MiB.</summary>
    public const int MelWeights = 1 << 22;

    /// <summary>The longest chunk, in samples.</summary>
    public const int ChunkLength = 1 << 30;

    /// <summary>The most values of a chunk of fixed length, which the shortest clip takes as well: 64 MiB.</summary>
    public const int ChunkValues = 1 << 24;

    /// <summary>The most values of a clip: 1 GiB.</summary>
    public const int ClipValues = 1 << 28;

    /// <summary>The most samples that a shorter clip is extended to: 16 MiB.</summary>
    public const int ShortestInput = 1 << 22;

    /// <summary>Tells whether a frame has a length that can be transformed in reasonable time.</summary>
    public static bool IsFftSize(int fftSize) =>
        fftSize is >= 2 and <= FftSize && FourierTransform.CostOf(fftSize % 2 == 0 ? fftSize / 2 : fftSize) <= TransformCost;

    /// <summary>Gives the number of weights of a mel bank.</summary>
    public static long MelWeightsOf(int bands, int fftSize) => (long)bands * ((fftSize / 2) + 1);

    /// <summary>Gives the number of frames that <c>torch.stft</c> makes of a signal when it centres them: half a frame of padding on both sides, one sample short where the frame is odd.</summary>
    public static int FramesOf(int sampleCount, int fftSize, int hopLength) => sampleCount < fftSize % 2 ? 0 : 1 + ((sampleCount - (fftSize % 2)) / hopLength);
}
