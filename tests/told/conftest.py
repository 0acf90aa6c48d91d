"""What the folder beside this one has."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "dialogs"))  # for who is reached
