namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Is <c>Nmt</c>: controls are dropped, and what is no visible character becomes a blank.</summary>
internal sealed class NmtNormalizer : INormalizer
{
    public int Growth => 1;

    public void Normalize(NormalizedText text)
    {
        text.BeginEdit();
        while (text.Position < text.Length)
        {
            switch (text.Next)
            {
                case (>= 0x0001 and <= 0x0008) or 0x000B or (>= 0x000E and <= 0x001F) or 0x007F or 0x008F or 0x009F:
                    text.Skip();
                    break;
                case 0x0009 or 0x000A or 0x000C or 0x000D or 0x1680 or (>= 0x200B and <= 0x200F) or 0x2028 or 0x2029 or 0x2581 or 0xFEFF or 0xFFFD:
                    text.Replace(' ');
                    break;
                default:
                    text.Keep();
                    break;
            }
        }

        text.EndEdit();
    }
}
