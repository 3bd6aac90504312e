"""The Language Server Protocol: requests and notifications, in the client's column units."""

import asyncio
import re
from importlib.metadata import version
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import TextDocument

from tqa.base.messages import Message
from tqa.checking.fixes import Content, edits
from tqa.lsp.session import Session
from tqa.model import Finding, Region, Severity

_LINE_END = re.compile(r"\r\n|\n|\r")
PAUSE = 0.4  # seconds without typing before a document is checked
_REMOVE = Message("(remove)")  # shown for an empty suggestion
_SEVERITIES = {
    Severity.NEUTRAL: lsp.DiagnosticSeverity.Hint,
    Severity.MINOR: lsp.DiagnosticSeverity.Warning,
    Severity.MAJOR: lsp.DiagnosticSeverity.Error,
    Severity.CRITICAL: lsp.DiagnosticSeverity.Error,
}


class Server(LanguageServer):
    """A language server for pairs of documents and bilingual files."""

    def __init__(self) -> None:
        super().__init__(
            "tqa", version("tqa"), text_document_sync_kind=lsp.TextDocumentSyncKind.Full
        )
        self._session: Session | None = None
        self.edited: dict[str, int] = {}  # number of changes of each document, by URI

    @property
    def session(self) -> Session:
        """The session of the workspace, created on first use."""
        if self._session is None:
            self._session = Session(self.workspace.root_path or str(Path.cwd()))
        return self._session

    def contents(self) -> dict[str, bytes]:
        """The contents of the open documents in the editor, by path."""
        found = {}
        for uri, document in self.workspace.text_documents.items():
            path = to_fs_path(uri)
            if path:
                found[path] = document.source.encode("utf-8", "surrogatepass")
        return found

    def check(self, uri: str) -> None:
        """Check a document with its counterpart, and publish the findings of both."""
        path = to_fs_path(uri)
        if path is None:
            return
        checked, files = self.session.check(path, self.contents())
        for file in files:
            document = self.workspace.get_text_document(from_fs_path(file) or uri)
            mine = [finding for finding in checked.findings if finding.file == file]
            diagnostics = [self._diagnostic(finding, document) for finding in mine]
            if file == path:
                diagnostics += [_failure(message) for message in checked.failures]
            self.text_document_publish_diagnostics(
                lsp.PublishDiagnosticsParams(document.uri, diagnostics)
            )

    def range_of(self, region: Region, document: TextDocument) -> lsp.Range:
        """A region as a range in the client's column units."""
        start, end, *_ = region
        return document.position_codec.range_to_client_units(
            _lines_in(document.source),
            lsp.Range(
                lsp.Position(start.line - 1, start.column - 1),
                lsp.Position(end.line - 1, end.column - 1),
            ),
        )

    def place_of(self, document: TextDocument, position: lsp.Position) -> tuple[int, int]:
        """The 1-based line and column, in code points, of a client's position."""
        lines = _lines_in(document.source)
        place = document.position_codec.position_from_client_units(lines, position)
        return place.line + 1, place.character + 1

    def _diagnostic(self, finding: Finding, document: TextDocument) -> lsp.Diagnostic:
        lang = self.session.lang
        return lsp.Diagnostic(
            range=self.range_of(finding.region, document),
            message=finding.message.in_lang(lang),
            severity=_SEVERITIES[finding.severity],
            code=finding.code,
            source="tqa",
            related_information=[
                lsp.DiagnosticRelatedInformation(
                    lsp.Location(
                        from_fs_path(str(Path(other.file).absolute())) or "",
                        lsp.Range(
                            lsp.Position(other.line - 1, max(other.column - 1, 0)),
                            lsp.Position(other.line - 1, max(other.column - 1, 0)),
                        ),
                    ),
                    other.text,
                )
                for other in finding.related
                if other.file
            ],
        )

    def actions(self, uri: str, wanted: lsp.Range) -> list[lsp.CodeAction]:
        """Quick fixes for the findings in a range."""
        path = to_fs_path(uri)
        document = self.workspace.get_text_document(uri)
        actions: list[lsp.CodeAction] = []
        if path is None:
            return actions
        content = Content(path, document.source.encode("utf-8", "surrogatepass"))
        for finding in self.session.of(path).findings:
            place = self.range_of(finding.region, document)
            if finding.file != path or place.end < wanted.start or wanted.end < place.start:
                continue
            changes = edits(finding, content)
            for edit, suggestion in zip(changes, finding.suggestions, strict=bool(changes)):
                change = lsp.TextEdit(self.range_of(edit.region, document), edit.text)
                actions.append(
                    lsp.CodeAction(
                        title=f"{finding.code}: {suggestion or _REMOVE.in_lang(self.session.lang)}",
                        kind=lsp.CodeActionKind.QuickFix,
                        diagnostics=[self._diagnostic(finding, document)],
                        edit=lsp.WorkspaceEdit({uri: [change]}),
                        is_preferred=finding.fix == "safe",
                    )
                )
        return actions


def _lines_in(text: str) -> list[str]:
    """The lines of a text as findings count them; U+2028 and similar characters do not end one."""
    return _LINE_END.split(text)


def _failure(message: str) -> lsp.Diagnostic:
    whole = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))
    return lsp.Diagnostic(whole, message, lsp.DiagnosticSeverity.Error, source="tqa")


server = Server()


@server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
def opened(params: lsp.DidOpenTextDocumentParams) -> None:
    """Check a document that was opened."""
    server.check(params.text_document.uri)


@server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
def saved(params: lsp.DidSaveTextDocumentParams) -> None:
    """Check a document that was saved."""
    server.check(params.text_document.uri)


@server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
async def changed(params: lsp.DidChangeTextDocumentParams) -> None:
    """Check a document after a pause in typing."""
    uri = params.text_document.uri
    turn = server.edited[uri] = server.edited.get(uri, 0) + 1
    await asyncio.sleep(PAUSE)
    if server.edited.get(uri) == turn and uri in server.workspace.text_documents:
        server.check(uri)


@server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
def closed(params: lsp.DidCloseTextDocumentParams) -> None:
    """Clear the findings of a document that was closed."""
    uri = params.text_document.uri
    server.edited.pop(uri, None)
    server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))


@server.feature(lsp.TEXT_DOCUMENT_HOVER)
def hover(params: lsp.HoverParams) -> lsp.Hover | None:
    """The glossary entries of the word at a position."""
    path, document = _document(params.text_document.uri)
    line, column = server.place_of(document, params.position)
    text = server.session.hover(path, line, column)
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text)) if text else None


@server.feature(lsp.TEXT_DOCUMENT_COMPLETION)
def completion(params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
    """The terms for the concepts of the source segment."""
    path, document = _document(params.text_document.uri)
    line, column = server.place_of(document, params.position)
    return [
        lsp.CompletionItem(
            label=proposal.term,
            kind=lsp.CompletionItemKind.Text,
            detail=proposal.source,
            documentation=proposal.concept.definition or None,
            sort_text=f"{number:04}",
        )
        for number, proposal in enumerate(server.session.proposals(path, line, column))
    ]


@server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix]))
def code_action(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """Quick fixes for findings."""
    return server.actions(params.text_document.uri, params.range)


def _document(uri: str) -> tuple[str, TextDocument]:
    return to_fs_path(uri) or "", server.workspace.get_text_document(uri)
