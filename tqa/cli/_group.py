"""Groups of options that commands share, and help texts with the names that are registered."""

import inspect
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, dataclass_transform

from typer.core import TyperCommand

from tqa.cli._registered import with_names


@dataclass_transform(kw_only_default=True)
class Options:
    """A group of options: each annotated attribute is an option, its value the default.

    A plain class, because building twenty dataclasses would slow down the start of every command.
    """

    def __init__(self, **values: Any) -> None:
        """Values of options, by name; for the others the defaults of the class hold."""
        vars(self).update(values)


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """Replace the option groups among the parameters of a command by their options.

    typer reads the signature of the result, in which each option is a parameter; the command
    itself receives the groups. Parameters that are no groups stay as they are.
    """
    given = inspect.signature(command).parameters.values()
    groups = {each.name: each.annotation for each in given if _is_group(each.annotation)}
    parameters: list[inspect.Parameter] = []
    for each in given:
        parameters += _options_of(groups[each.name]) if each.name in groups else [_by_name(each)]

    @wraps(command)
    def run(**values: Any) -> None:
        for name, group in groups.items():
            own = vars_of(group).keys() & values.keys()
            values[name] = group(**{option: values.pop(option) for option in own})
        command(**values)

    run.__annotations__ = {}
    vars(run)["__signature__"] = inspect.Signature(parameters)
    return run


def vars_of(group: type[Options]) -> dict[str, Any]:
    """The annotations of a group, those of the groups that it extends first."""
    found: dict[str, Any] = {}
    for each in reversed(group.__mro__):
        found |= vars(each).get("__annotations__", {})
    return found


def _is_group(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Options)


def _by_name(parameter: inspect.Parameter) -> inspect.Parameter:
    return parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)


def _options_of(group: type[Options]) -> Iterator[inspect.Parameter]:
    """The options of a group as parameters."""
    for name, annotation in vars_of(group).items():
        yield inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=getattr(group, name),
            annotation=annotation,
        )


class Command(TyperCommand):
    """A command whose help names the members of registries, which are loaded only to print it."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of this command into the formatter."""
        for parameter in self.params:
            text = getattr(parameter, "help", None)
            if text:
                vars(parameter)["help"] = with_names(text)
        super().format_help(ctx, formatter)
