"""A surgeon directory as a Pelican plugin: `PLUGINS = ["surgeon_directory"]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .generator import DirectoryGenerator


def get_generators(pelican: object) -> type[DirectoryGenerator]:
    """The generator that writes the site. A function of the module, because Pelican's signals hold weak references."""
    from .generator import DirectoryGenerator

    return DirectoryGenerator


def register() -> None:
    """Pelican asks this plugin for its generator from now on."""
    from pelican.plugins import signals

    signals.get_generators.connect(get_generators)
