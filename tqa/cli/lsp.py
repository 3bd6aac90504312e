"""`tqa lsp`."""

EXAMPLE = "Editors start it; it speaks the Language Server Protocol on standard input and output."


def lsp() -> None:
    """Run the language server for editors: findings, glossary entries, terms, corrections."""
    from tqa.base.errors import MissingExtra

    try:
        from tqa.lsp.server import server
    except ImportError as error:
        hint = "pip install 'tqa[lsp]'"
        raise MissingExtra("the language server needs pygls", hint=hint) from error
    server.start_io()
