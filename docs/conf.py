"""How the documentation is built."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from reportedly import __version__

project = "reportedly"
author = "the reportedly authors"
copyright = "2026, the reportedly authors"
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "_coding.md"]
source_suffix = {".md": "markdown"}

html_theme = "furo"
html_title = "reportedly"
html_copy_source = False
