namespace YallaTake.Help;

public sealed class AboutTests : IDisposable
{
    private readonly HelpFolder _folder = new();

    [Fact]
    public void A_topic_becomes_text_that_fits_a_terminal()
    {
        _folder.AddPage("about_Things", """
            ---
            title: about_Things
            ---

            # about_Things

            ## Short description

            What **things** are.

            ## Long description

            A thing is something of which nobody can say much, but that everybody has seen before somewhere else.

            - An item that is so long that it goes on in another line, which is set in a little from the first.

            ### Making them

            ```powershell
            # Not a heading
            New-Thing
            ```

            | thing | use |
            | --- | --- |
            | `one` | none |

            1. First.

               ```powershell
               Get-Thing
               ```

            2. Second, [with a link](about_Links.md).
            """);
        _folder.Write();

        Assert.Equal(
            """
            TOPIC
                about_Things

            SHORT DESCRIPTION
                What things are.

            LONG DESCRIPTION
                A thing is something of which nobody can say much, but that everybody has
                seen before somewhere else.

                - An item that is so long that it goes on in another line, which is set in a
                  little from the first.

              Making them
                    # Not a heading
                    New-Thing

                    | thing | use |
                    | --- | --- |
                    | one | none |

                1. First.

                    Get-Thing

                2. Second, with a link.

            """,
            _folder.Text("about_Things.help.txt"));
    }

    [Fact]
    public void A_topic_whose_page_is_gone_goes_too()
    {
        var page = _folder.AddPage("about_Things", "# about_Things");
        _folder.Write();
        File.Delete(page);
        _folder.Write();

        Assert.Empty(Directory.GetFiles(_folder.Output));
    }

    public void Dispose() => _folder.Dispose();
}
