namespace EmotionAI.Audio.Ogg;

/// <summary>Names what a stream in an Ogg file holds.</summary>
internal enum OggKind
{
    Opus,
    Vorbis,
    Flac,
}
