"""The scripts of bench/ import each other by name, as scripts in one folder do."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
