namespace YallaTake.Help;

public sealed class ModulePageTests : IDisposable
{
    private const string Module = """
        ---
        document type: module
        Module Name: Things
        ---

        # Things Module

        ## Description

        Things of all kinds.

        ## Things

        """;

    private readonly HelpFolder _folder = new();

    [Fact]
    public void The_page_of_the_module_lists_the_cmdlets_that_have_pages()
    {
        var page = _folder.AddPage("Things", Module + "### [Remove-Thing](Remove-Thing.md)\n\nIt is gone.\n");
        _folder.AddPage("Get-Thing", MamlTests.Page);

        _folder.Write();

        Assert.Equal(Module + "\n### [Get-Thing](Get-Thing.md)\n\nGets things as New-Thing made them.\n", File.ReadAllText(page));
    }

    [Fact]
    public void A_page_that_lists_them_already_is_not_written_again()
    {
        var page = _folder.AddPage("Things", Module);
        _folder.AddPage("Get-Thing", MamlTests.Page);
        _folder.Write();
        File.SetLastWriteTimeUtc(page, DateTime.UnixEpoch);

        _folder.Write();

        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(page));
    }

    public void Dispose() => _folder.Dispose();
}
