"""A page: a template, styles and values -> one HTML file that needs no network."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqa.base.messages import Message, counted
from tqa.pages.figures import number, percent
from tqa.pages.marks import visible
from tqa.pages.quoted import bdi, excerpt, marked

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent


def render(
    template: str,
    *,
    lang: str,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
    **values: Any,
) -> str:
    """The whole page.

    Args:
        template: a file of `templates/` that extends `base.html`.
        lang: language of the page, "en" or "id".
        styles: files of `styles/` after `base.css`.
        scripts: files of `scripts/` that make the page handier; it must do without them.
        values: what the template names.
    """
    made = pieces(template, lang=lang, styles=styles, scripts=scripts, **values)
    return "".join(made)


def pieces(
    template: str,
    *,
    lang: str,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
    **values: Any,
) -> Iterator[str]:
    """As `render`, piece by piece."""
    from markupsafe import Markup

    css = "".join((_HERE / "styles" / name).read_text("utf-8") for name in ("base.css", *styles))
    script = "".join((_HERE / "scripts" / name).read_text("utf-8") for name in scripts)
    values |= {"css": Markup(css), "script": Markup(script), "policy": _policy(css, script)}
    return environment(lang).get_template(template).generate(values)


def _policy(css: str, script: str) -> str:
    """The Content-Security-Policy: the page's own styles and script, nothing from outside."""
    styles = f"style-src 'sha256-{_digest(css)}'"
    scripts = f"; script-src 'sha256-{_digest(script)}'" if script else ""
    return f"default-src 'none'; {styles}{scripts}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()


@lru_cache(maxsize=2)
def environment(lang: str) -> "Environment":
    """Templates in one language: everything escaped, controls visible, an unknown name an error.

    Globals: `lang`, `number(value, decimals)`, `percent(part, whole)`, and for messages
    `_(text, **values)`, `pgettext(context, text, **values)`, `ngettext(one, many, n, **values)`:
    values may be markup, everything else is escaped.
    Filters: `bdi`, `marked`, `excerpt` (see `tqa.pages.quoted`).
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"bdi": bdi, "marked": marked, "excerpt": excerpt}
    made.globals |= {
        "lang": lang,
        "_": lambda text, **values: _message(Message(text), values, lang),
        "pgettext": lambda context, text, **values: _message(Message(text, context), values, lang),
        "ngettext": lambda one, many, n, **values: _message(counted(n, one, many), values, lang),
        "number": partial(number, lang=lang),
        "percent": partial(percent, lang=lang),
    }
    return made


def _message(message: Message, values: Mapping[str, object], lang: str) -> str:
    """A message in a language: markup where it has values, which are escaped unless markup."""
    from markupsafe import Markup

    template = message.template(lang)
    if not values and not message.values:
        return template
    plain = {name: text for name, text in values.items() if not hasattr(text, "__html__")}
    fields = {**values, **message.fill(**plain).fields(lang)}
    return Markup.escape(template).format(**{k: _shown(value) for k, value in fields.items()})


def _shown(value: object) -> object:
    """What an expression of a template prints: a plain text without hidden controls."""
    return visible(value) if type(value) is str else value
