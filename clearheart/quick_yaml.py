"""YAML by libyaml: the loader for what authors write, and plain values as text.

PyYAML's own Python does the same in ten times the time; it stands in where PyYAML came without libyaml.
"""

from __future__ import annotations

from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_WIDEST = 1000
"""Lines are not broken before this column."""


def write_yaml(value: Any) -> str:
    """Write a value as a YAML document, its keys in their order."""
    return str(yaml.dump(value, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=_WIDEST))
