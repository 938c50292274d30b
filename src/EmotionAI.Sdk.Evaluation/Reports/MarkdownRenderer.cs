using System.Buffers;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Writes untrusted Markdown: Markdig reads it (CommonMark, pipe tables), and only what is known here becomes an element. HTML is shown as text, a picture as its description.</summary>
internal sealed class MarkdownRenderer(HtmlWriter html)
{
    private const int LevelOfSection = 2;
    private const int LastLevel = 6;

    /// <summary>So deep emphasis and links are shown in each other; what is deeper is text.</summary>
    private const int DeepestInline = 32;

    /// <summary>The longest line, in UTF-16 units, and the most marks of a paragraph that are read: the time of Markdig grows with their square.</summary>
    private const int LongestLine = 8_192;
    private const int MostMarks = 2_000;

    private static readonly SearchValues<char> Marks = SearchValues.Create("[*_`<");

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseYamlFrontMatter().DisableHtml().Build();

    private int _depth;
    private int _tables;
    private int _level = LevelOfSection;

    /// <summary>Writes a document; one that is nested deeper than Markdig allows, or made to take it long, is written as it is.</summary>
    public void Write(string markdown)
    {
        if (Parse(markdown) is not { } document)
        {
            html.Element("pre", markdown);
            return;
        }

        // The page has a title of its own.
        foreach (var block in document.SkipWhile(block => block is YamlFrontMatterBlock).SkipWhile(block => block is HeadingBlock { Level: 1 }))
        {
            WriteBlock(block);
        }
    }

    private static MarkdownDocument? Parse(string markdown)
    {
        var marks = 0;
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            marks = line.IsWhiteSpace() ? 0 : marks + CountMarks(line);
            if (line.Length > LongestLine || marks > MostMarks)
            {
                return null;
            }
        }

        try
        {
            return Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static int CountMarks(ReadOnlySpan<char> line)
    {
        var count = 0;
        for (var next = line.IndexOfAny(Marks); next >= 0; next = line.IndexOfAny(Marks))
        {
            count++;
            line = line[(next + 1)..];
        }

        return count;
    }

    private void WriteBlock(Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                // No level is left out on the way down, wherever the card begins.
                _level = Math.Clamp(heading.Level + 1, LevelOfSection + 1, Math.Min(_level + 1, LastLevel));
                WriteLeaf(Invariant($"h{_level}"), heading);
                break;
            case ParagraphBlock paragraph:
                WriteLeaf("p", paragraph);
                break;
            case ListBlock list:
                WriteContainer(list.IsOrdered ? "ol" : "ul", list);
                break;
            case ListItemBlock item:
                WriteContainer("li", item);
                break;
            case QuoteBlock quote:
                WriteContainer("blockquote", quote);
                break;
            case Table table:
                WriteTable(table);
                break;
            case ThematicBreakBlock:
                html.Open("hr");
                break;
            case CodeBlock code:
                html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", "Code")).Element("pre", code.Lines.ToString()).Close();
                break;
            case LeafBlock { Inline: not null } leaf:
                WriteLeaf("p", leaf);
                break;
            case ContainerBlock container and not LinkReferenceDefinitionGroup:
                WriteBlocks(container);
                break;
        }
    }

    private void WriteBlocks(ContainerBlock blocks)
    {
        foreach (var block in blocks)
        {
            WriteBlock(block);
        }
    }

    private void WriteContainer(string element, ContainerBlock blocks)
    {
        html.Open(element);
        WriteBlocks(blocks);
        html.Close();
    }

    private void WriteLeaf(string element, LeafBlock leaf)
    {
        html.Open(element, ("dir", "auto"));
        WriteInlines(leaf.Inline);
        html.Close();
    }

    private void WriteTable(Table table)
    {
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", Invariant($"Table {++_tables} of the model card"))).Open("table");
        foreach (var row in table.OfType<TableRow>().Where(row => row.Any(cell => HasText((TableCell)cell))))
        {
            html.Open("tr");
            for (var column = 0; column < row.Count; column++)
            {
                WriteCell((TableCell)row[column], row.IsHeader, column == 0, IsOfNumbers(table, column));
            }

            html.Close();
        }

        html.Close().Close();
    }

    private void WriteCell(TableCell cell, bool isHeader, bool isFirst, bool isOfNumbers)
    {
        if (isHeader && HasText(cell))
        {
            html.Open("th", ("scope", "col"), ("class", isOfNumbers ? "number" : "text"));
        }
        else if (isFirst && !isHeader)
        {
            html.Open("th", ("scope", "row"));
        }
        else
        {
            html.Open("td", ("class", isOfNumbers ? "number" : "text"));
        }

        foreach (var leaf in cell.OfType<LeafBlock>())
        {
            WriteInlines(leaf.Inline);
        }

        html.Close();
    }

    private static bool IsOfNumbers(Table table, int column) => column < table.ColumnDefinitions.Count && table.ColumnDefinitions[column].Alignment == TableColumnAlign.Right;

    private static bool HasText(TableCell cell) => cell.OfType<LeafBlock>().Any(leaf => leaf.Inline?.FirstChild is not null);

    private void WriteInlines(ContainerInline? inlines)
    {
        if (inlines is null)
        {
            return;
        }

        if (_depth == DeepestInline)
        {
            html.Text(string.Concat(inlines.FindDescendants<LiteralInline>().Select(literal => literal.Content.ToString())));
            return;
        }

        _depth++;
        foreach (var inline in inlines)
        {
            WriteInline(inline);
        }

        _depth--;
    }

    private void WriteInline(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                html.Text(literal.Content.ToString());
                break;
            case CodeInline code:
                html.Element("code", code.Content);
                break;
            case LineBreakInline line:
                _ = line.IsHard ? html.Open("br") : html.Text("\n");
                break;
            case HtmlEntityInline entity:
                html.Text(entity.Transcoded.ToString());
                break;
            case AutolinkInline link:
                WriteLink(link.IsEmail ? $"mailto:{link.Url}" : link.Url, () => html.Text(link.Url));
                break;
            case LinkInline { IsImage: false } link:
                WriteLink(link.GetDynamicUrl?.Invoke() ?? link.Url ?? "", () => WriteInlines(link));
                break;
            case EmphasisInline emphasis:
                html.Open(emphasis.DelimiterCount > 1 ? "strong" : "em");
                WriteInlines(emphasis);
                html.Close();
                break;
            case ContainerInline container:
                WriteInlines(container);
                break;
        }
    }

    private void WriteLink(string address, Action writeText)
    {
        var isOutside = HtmlWriter.IsLink(address) && !address.StartsWith('#');
        html.Open(isOutside ? "a" : "span", isOutside ? [("href", address), ("rel", "noopener noreferrer nofollow")] : []);
        writeText();
        html.Close();
    }
}
