using System.Management.Automation;

namespace YallaTake.Completion;

/// <summary>The categories of the catalogue as last read.</summary>
internal sealed class CategoryCompleter : Completer
{
    protected override IEnumerable<Choice> Choices(string word, Panel? panel) =>
        from service in panel?.Catalogue.Recent ?? []
        group service by service.Category into category
        select new Choice(WildcardPattern.Escape(category.Key), $"{category.Key}: {category.Count()} services");
}
