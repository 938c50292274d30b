namespace EmotionAI.Audio.Reading;

/// <summary>Decodes one kind of file. What it throws, <see cref="GuardedDecoder"/> turns into errors that name the file.</summary>
internal interface ICodec
{
    /// <summary>Gets what the kind of file is called in errors.</summary>
    string Name { get; }

    /// <summary>Tells by the first bytes, ID3v2 tags left out, whether a file is of this kind.</summary>
    bool Recognises(ReadOnlySpan<byte> start);

    /// <summary>Decodes into a clip until that is full or the file ends.</summary>
    void Decode(ByteSource source, ClipBuilder clip);
}
