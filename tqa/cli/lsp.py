"""`tqa lsp`."""

EXAMPLE = "Example: tqa lsp (editors run it; it uses standard input and output)"


def lsp() -> None:
    """Run the language server for editors.

    It reports findings, offers fixes, and shows and completes terms of glossaries.
    """
    from tqa.base.errors import MissingExtra

    try:
        from tqa.lsp.server import server
    except ImportError as error:
        hint = "pip install 'tqa[lsp]'"
        raise MissingExtra("the language server requires pygls", hint=hint) from error
    server.start_io()
