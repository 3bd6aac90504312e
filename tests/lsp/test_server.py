"""The language server as an editor meets it: a real client, over standard input and output."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

SOURCE = "# Lokakarya\n\nLokakarya 😀 dibuka. Harga naik 2,5 persen.\n"
TARGET = "# Workshop\n\nThe garage 😀 was opened. Prices rose 25 percent.\n"
TERMS = "id\ten\ten_forbidden\tdefinition\nlokakarya\tworkshop\tgarage\tPertemuan *kerja*.\n"
PAIRS = 'pairs = [{ source = "id/{path}.md", target = "en/{path}.md" }]\n'
WAIT = 60  # seconds, for a slow machine


class Editor:
    """A client that keeps what it is told."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.client = LanguageClient("editor", "1")
        self.told: dict[str, list[lsp.Diagnostic]] = {}
        self.news = asyncio.Event()

        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def diagnostics(params: lsp.PublishDiagnosticsParams) -> None:
            self.told[params.uri] = list(params.diagnostics)
            self.news.set()

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    async def open(self, name: str) -> list[lsp.Diagnostic]:
        text = (self.root / name).read_text("utf-8")
        item = lsp.TextDocumentItem(self.uri(name), "markdown", 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return await self.diagnostics(name)

    async def change(self, name: str, text: str, version: int = 2) -> list[lsp.Diagnostic]:
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(version, self.uri(name)),
                [lsp.TextDocumentContentChangeWholeDocument(text)],
            )
        )
        return await self.diagnostics(name)

    async def diagnostics(self, name: str) -> list[lsp.Diagnostic]:
        """What is told next of a document."""
        self.told.pop(self.uri(name), None)
        while self.uri(name) not in self.told:
            self.news.clear()
            await asyncio.wait_for(self.news.wait(), WAIT)
        return self.told[self.uri(name)]

    def at(
        self, name: str, line: int, character: int
    ) -> tuple[lsp.TextDocumentIdentifier, lsp.Position]:
        return lsp.TextDocumentIdentifier(self.uri(name)), lsp.Position(line, character)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in (
        ("id/a.md", SOURCE),
        ("en/a.md", TARGET),
        ("terms.tsv", TERMS),
        ("tqa.toml", PAIRS + 'glossary = ["terms.tsv"]\nbundled = false\n'),
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def edit(root: Path, session: Callable[[Editor], Awaitable[None]]) -> None:
    """Run a session of an editor."""

    async def run() -> None:
        editor = Editor(root)
        await editor.client.start_io(sys.executable, "-m", "tqa", "lsp", cwd=str(root))
        await editor.client.initialize_async(
            lsp.InitializeParams(lsp.ClientCapabilities(), root_uri=root.as_uri())
        )
        editor.client.initialized(lsp.InitializedParams())
        try:
            await session(editor)
        finally:
            await editor.client.shutdown_async(None)
            editor.client.exit(None)
            await editor.client.stop()

    with ThreadPoolExecutor(1) as apart:  # from the event loop of a browser, where one runs
        apart.submit(asyncio.run, run()).result()


def test_findings_of_a_pair(site: Path) -> None:
    async def session(editor: Editor) -> None:
        found = {d.code: d for d in await editor.open("en/a.md")}
        assert set(found) == {"TRM002", "NUM001"}
        term = found["TRM002"]
        assert term.range == lsp.Range(lsp.Position(2, 4), lsp.Position(2, 10))
        assert term.severity == lsp.DiagnosticSeverity.Error
        assert term.source == "tqa"
        number = found["NUM001"].range  # after a character of two UTF-16 units
        line = TARGET.split("\n")[2].encode("utf-16-le")
        assert (
            line[2 * number.start.character : 2 * number.end.character].decode("utf-16-le")
            == "25 percent"
        )

    edit(site, session)


def test_findings_follow_the_text(site: Path) -> None:
    async def session(editor: Editor) -> None:
        await editor.open("en/a.md")
        right = TARGET.replace("garage", "workshop").replace("25", "2.5")
        assert await editor.change("en/a.md", right) == []
        assert len(await editor.change("en/a.md", TARGET, 3)) == 2
        await editor.open("id/a.md")  # the source that is open counts, not the file
        changed = SOURCE.replace("2,5", "25")
        editor.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(2, editor.uri("id/a.md")),
                [lsp.TextDocumentContentChangeWholeDocument(changed)],
            )
        )
        while [d.code for d in await editor.diagnostics("en/a.md")] != ["TRM002"]:
            pass  # what the opening told comes first

    edit(site, session)


def test_glossary_entry_on_hover(site: Path) -> None:
    async def session(editor: Editor) -> None:
        await editor.open("id/a.md")
        where = editor.at("id/a.md", 2, 3)
        hover = await editor.client.text_document_hover_async(lsp.HoverParams(*where))
        assert isinstance(hover.contents, lsp.MarkupContent)
        assert "- id: lokakarya" in hover.contents.value
        assert "garage (forbidden)" in hover.contents.value
        assert "Pertemuan \\*kerja\\*." in hover.contents.value
        nowhere = editor.at("id/a.md", 2, 15)
        assert await editor.client.text_document_hover_async(lsp.HoverParams(*nowhere)) is None

    edit(site, session)


def test_terms_are_proposed(site: Path) -> None:
    async def session(editor: Editor) -> None:
        await editor.open("en/a.md")
        where = editor.at("en/a.md", 2, 6)
        items = await editor.client.text_document_completion_async(lsp.CompletionParams(*where))
        assert isinstance(items, list)
        assert [(item.label, item.detail) for item in items] == [("workshop", "Lokakarya")]

    edit(site, session)


def test_corrections(site: Path) -> None:
    async def session(editor: Editor) -> None:
        await editor.open("en/a.md")
        document, position = editor.at("en/a.md", 2, 5)
        actions = await editor.client.text_document_code_action_async(
            lsp.CodeActionParams(document, lsp.Range(position, position), lsp.CodeActionContext([]))
        )
        (action,) = actions
        assert isinstance(action, lsp.CodeAction)
        assert action.title == "TRM002: workshop"
        assert action.is_preferred
        (change,) = action.edit.changes[document.uri]
        assert (change.range.start.character, change.range.end.character) == (4, 10)
        assert change.new_text == "workshop"

    edit(site, session)


def test_a_counterpart_by_name(tmp_path: Path) -> None:
    """No configuration: article.id.md is the source of article.en.md."""
    (tmp_path / "article.id.md").write_text(SOURCE, "utf-8")
    (tmp_path / "article.en.md").write_text(TARGET, "utf-8")

    async def session(editor: Editor) -> None:
        assert "NUM001" in {d.code for d in await editor.open("article.en.md")}

    edit(tmp_path, session)


def test_settings_that_cannot_be_read(site: Path) -> None:
    (site / "tqa.toml").write_text("glosary = []\n", "utf-8")

    async def session(editor: Editor) -> None:
        (told,) = await editor.open("en/a.md")
        assert "did you mean 'glossary'?" in told.message

    edit(site, session)


def test_separators_of_lines_that_end_no_line(site: Path) -> None:
    """U+2028 and form feeds, as pages and PDFs leave them, do not shift what is below."""
    text = TARGET.replace("# Workshop", "# Work\u2028sh\x0cop\x85")
    (site / "en/a.md").write_text(text, "utf-8")

    async def session(editor: Editor) -> None:
        found = {d.code: d for d in await editor.open("en/a.md")}
        assert found["TRM002"].range == lsp.Range(lsp.Position(2, 4), lsp.Position(2, 10))

    edit(site, session)


def test_the_end_of_a_session(tmp_path: Path) -> None:
    messages = (
        {"id": 1, "method": "initialize", "params": {"processId": None, "capabilities": {}}},
        {"id": 2, "method": "shutdown"},
        {"method": "exit"},
    )
    bodies = [json.dumps({"jsonrpc": "2.0", **each}).encode() for each in messages]
    sent = b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)
    command = [sys.executable, "-m", "tqa", "lsp"]
    done = subprocess.run(command, input=sent, capture_output=True, cwd=tmp_path, timeout=WAIT)
    assert (done.returncode, done.stderr) == (0, b"")
