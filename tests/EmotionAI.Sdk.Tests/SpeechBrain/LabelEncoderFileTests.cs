using System.Text;
using EmotionAI.SpeechBrain;

namespace EmotionAI.Tests.SpeechBrain;

public sealed class LabelEncoderFileTests
{
    private const string Separator = "================\n";

    [Theory]
    [InlineData("'neu' => 0\n'hap' => 1\n" + Separator + "'starting_index' => 0\n", "neu|hap")]
    [InlineData("'neu' => 1\n'hap' => 0\n", "hap|neu")]
    [InlineData("\uFEFF'a' => 0\r\n\r\n'b' => 1\r\n" + Separator + "\n", "a|b")]
    [InlineData("'a' => 0\n" + Separator + "'starting_index' => 0\n'unk_label' => '<unk>'\n'blank_label' => '<b>'\n", "a")]
    [InlineData("'a' => 0\n'<unk>' => 1\n" + Separator + "'unk_label' => '<unk>'\n", "a|<unk>")]
    [InlineData("\"it's\" => 0\n'\\'\\\"\\\\' => 1\n", "it's|'\"\\")]
    [InlineData("'\\xe9\\u00e9\\U0001f600\\n\\t' => 0\n'\\ud83d\\ude00' => 1\n'wütend 😠' => 2\n", "éé😀\n\t|😀|wütend 😠")]
    [InlineData("3 => 0\n-4 => 1\n", "3|-4")]
    [InlineData("  ' a ' => 0  \n", " a ")]
    [InlineData("'a' => +0\n", "a")]
    public void Parse_WhatSpeechBrainWrites_GivesLabelsInIndexOrder(string text, string expected)
    {
        Assert.Equal(expected.Split('|'), LabelEncoderFile.Parse(Encoding.UTF8.GetBytes(text), "label_encoder.txt"));
    }
}
