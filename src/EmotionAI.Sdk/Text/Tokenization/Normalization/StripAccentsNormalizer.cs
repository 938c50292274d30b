namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Is <c>StripAccents</c>: marks are dropped.</summary>
internal sealed class StripAccentsNormalizer : INormalizer
{
    private const char FirstMark = '\u0300';

    public int Growth => 1;

    public void Normalize(NormalizedText text)
    {
        if (!text.Units.ContainsAnyInRange(FirstMark, char.MaxValue))
        {
            return;
        }

        var table = CharacterTable.Instance;
        text.BeginEdit();
        while (text.Position < text.Length)
        {
            if (text.Next >= FirstMark && table.IsMark(text.Next))
            {
                text.Skip();
            }
            else
            {
                text.Keep();
            }
        }

        text.EndEdit();
    }
}
