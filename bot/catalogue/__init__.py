"""Municipalities as folders of plain files, which a keeper can edit in any spreadsheet.

A folder is named after the municipality's key and holds, in UTF-8:

- `municipality.toml`: its facts, rules, areas, officers and sources;
- `providers.csv`: one provider a row; only `key`, `name` and `form` must be filled in;
- `authorisations.csv`: which service a provider may give, where and when. Where the file is
  absent no authorisation is sourced, and nobody can be wished for;
- `units.csv`: groups of a provider that have figures of their own;
- `quality.csv`: figures of providers and units.

An empty cell is unknown. In a list (`sv|fi`) what is not named is lacking, unless a `?` stands
last: `sv|fi|?` says that there may be more. `none` says that there is nothing to name.
"""

from bot.catalogue.folder import load, load_all
from bot.catalogue.problems import Problem, WrongCatalogue

__all__ = ["Problem", "WrongCatalogue", "load", "load_all"]
