"""Finds the layouts: every module of this package that defines one is a family of documents."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from .base import Layout


def collect(package: str, path: list[str]) -> tuple[type[Layout], ...]:
    """Layouts by the modules that define them: `__subclasses__` would miss one derived from another."""
    return tuple(sorted(_defined(package, path), key=lambda layout: layout.name))


def _defined(package: str, path: list[str]) -> Iterator[type[Layout]]:
    for module_info in iter_modules(path):
        module = import_module(f"{package}.{module_info.name}")
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, Layout)
                and value.name
                and value.__module__ == module.__name__
            ):
                yield value
