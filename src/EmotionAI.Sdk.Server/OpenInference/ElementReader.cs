using EmotionAI.Server.Requests;

namespace EmotionAI.Server.OpenInference;

/// <summary>Reads one element of a tensor, which the reader has just reached.</summary>
internal delegate TInput ElementReader<out TInput>(ref RequestJson reader);
