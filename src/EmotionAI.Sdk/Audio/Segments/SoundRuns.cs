namespace EmotionAI.Audio.Segments;

/// <summary>Makes runs of speech and silence out of judged frames: short gaps within speech are closed, its edges get a little room, and runs shorter than a least length go to what is around them.</summary>
/// <param name="least">The number of frames of the shortest run, 1 or more.</param>
internal sealed class SoundRuns(int least)
{
    /// <summary>200 ms: stops and breaths between syllables are shorter.</summary>
    private const int Gap = 20;

    /// <summary>50 ms: first and last sounds are soft.</summary>
    private const int Room = 5;

    private const int Bridged = Gap + (2 * Room);

    /// <summary>The frames without speech that wait for what follows; none of them before the first speech has room behind it.</summary>
    private int _quiet;
    private int _roomLeft;
    private bool _hasSpoken;

    /// <summary>What was last given out, and how many frames of the other kind, and of any kind before that is known, wait to be long enough.</summary>
    private bool? _kind;
    private bool _waitingKind;
    private long _waiting;
    private long _waitingBefore;

    /// <summary>Takes the next frame.</summary>
    /// <param name="isSpeech">Whether it was judged to be speech.</param>
    /// <param name="decided">Receives how many frames of which kind are decided, in their order.</param>
    public void Add(bool isSpeech, Queue<(bool IsSpeech, long Count)> decided)
    {
        if (isSpeech)
        {
            EndQuiet(decided);
            (_hasSpoken, _roomLeft) = (true, Room);
            Settle(true, 1, decided);
        }
        else if (++_quiet > Bridged || (!_hasSpoken && _quiet > Room))
        {
            ReleaseQuiet(decided);
        }
    }

    /// <summary>Ends the recording.</summary>
    public void Finish(Queue<(bool IsSpeech, long Count)> decided)
    {
        if (_quiet > 0)
        {
            var room = Math.Min(_roomLeft, _quiet);
            Settle(true, room, decided);
            Settle(false, _quiet - room, decided);
        }

        Decide(_kind ?? (_waitingKind || _waitingBefore > 0), _waitingBefore + _waiting, decided);
    }

    /// <summary>Ends frames without speech by speech: bridges them, or gives them room.</summary>
    private void EndQuiet(Queue<(bool IsSpeech, long Count)> decided)
    {
        Settle(true, _quiet, decided);
        _quiet = 0;
    }

    /// <summary>Gives out what is surely silence, but for the frames that may be the room before a next sound.</summary>
    private void ReleaseQuiet(Queue<(bool IsSpeech, long Count)> decided)
    {
        Settle(true, _roomLeft, decided);
        var silent = _quiet - _roomLeft - Room;
        Settle(false, silent, decided);
        (_quiet, _roomLeft, _hasSpoken) = (Room, 0, false);
    }

    private void Settle(bool isSpeech, long count, Queue<(bool IsSpeech, long Count)> decided)
    {
        for (; count > 0; count--)
        {
            SettleOne(isSpeech, decided);
        }
    }

    private void SettleOne(bool isSpeech, Queue<(bool IsSpeech, long Count)> decided)
    {
        if (isSpeech == _kind)
        {
            Decide(isSpeech, _waiting + 1, decided);
            _waiting = 0;
            return;
        }

        if (isSpeech != _waitingKind)
        {
            (_waitingBefore, _waiting, _waitingKind) = (_waitingBefore + _waiting, 0, isSpeech);
        }

        if (++_waiting >= least)
        {
            _kind = isSpeech;
            Decide(isSpeech, _waitingBefore + _waiting, decided);
            (_waitingBefore, _waiting) = (0, 0);
        }
    }

    private static void Decide(bool isSpeech, long count, Queue<(bool IsSpeech, long Count)> decided)
    {
        if (count > 0)
        {
            decided.Enqueue((isSpeech, count));
        }
    }
}
